import { type Actor, type Consent, type Group, GROUPS, type Model, type Office, type Purpose, type Referral } from './model';

/**
 * Who may see what, written from the rules and not from the code. Each sentence of the rules is one method, so that a
 * reader can hold the two side by side.
 */
export class Oracle {
  constructor(private readonly model: Model) {}

  /** Disabled staff, and staff outside the assignment's dates, see nothing. */
  live(actor: Actor): boolean {
    const { today } = this.model;
    return !this.model.disabled.has(actor.staff) && actor.from <= today && today < actor.until;
  }

  /** A role reads some item groups, and none reads more than its role. */
  roleReads(actor: Actor, group: Group): boolean {
    return this.live(actor) && this.model.roleGroups.get(actor.role)?.has(group) === true;
  }

  /** The rule of the product: may this reader see what this organisation holds of this person in this group, for this? */
  may(actor: Actor, personId: string, sourceOrganisation: string, group: Group, purpose: Purpose): boolean {
    return this.roleReads(actor, group) && this.opened(actor.office, personId, sourceOrganisation, group, purpose);
  }

  /** The same for an office as a whole, before its staff's roles are asked. */
  opened(office: Office, personId: string, sourceOrganisation: string, group: Group, purpose: Purpose): boolean {
    if (group === 'number') return this.numberOpened(office, personId, sourceOrganisation, purpose);
    if (this.holdsItself(office, personId) && sourceOrganisation === office.organisation) return true;
    return [...this.model.consents.values()].some(
      (consent) => consent.person === personId && this.inForce(consent) && this.underWay(consent) && lets(consent, office, sourceOrganisation, group, purpose),
    );
  }

  /** The record number belongs to who registered the person, and follows from any group that is open. */
  private numberOpened(office: Office, personId: string, sourceOrganisation: string, purpose: Purpose): boolean {
    if (this.model.person(personId).office.organisation !== sourceOrganisation) return false;
    return this.organisations().some((one) => GROUPS.some((group) => this.opened(office, personId, one, group, purpose)));
  }

  /** The office registered the person, or has written about the person: it keeps what its organisation holds. */
  private holdsItself(office: Office, personId: string): boolean {
    return this.model.person(personId).office.id === office.id || this.model.hasWritten(personId, office);
  }

  inForce(consent: Consent): boolean {
    const { now } = this.model;
    return consent.from <= now && now < consent.until && (consent.withdrawnAt === null || now < consent.withdrawnAt);
  }

  /** Consent alone shares nothing: a request under the same pair of offices has been sent, and its sharing has not ended. */
  underWay(consent: Consent): boolean {
    return [...this.model.referrals.values()].some(
      (referral) =>
        referral.person === consent.person &&
        referral.source.id === consent.source.id &&
        referral.recipient.id === consent.recipient.id &&
        referral.sentAt !== null &&
        referral.sentAt <= this.model.now &&
        referral.sharingEndedAt === null,
    );
  }

  /** The sender takes part in its request always, the receiver from the sending on; nobody else ever. */
  seesReferral(actor: Actor, referral: Referral): boolean {
    if (!this.roleReads(actor, 'number')) return false;
    return actor.office.id === referral.source.id || (actor.office.id === referral.recipient.id && referral.sentAt !== null);
  }

  /** Moves inside the sending office (writing, putting up, sending back) stay there. */
  seesStep(actor: Actor, referral: Referral, toStatus: string): boolean {
    return this.seesReferral(actor, referral) && (actor.office.id === referral.source.id || !['draft', 'submitted'].includes(toStatus));
  }

  /** What is being written is nobody else's; what went out opens with its item group. */
  seesPart(actor: Actor, referral: Referral, group: Group, sent: boolean, purpose: Purpose): boolean {
    if (!this.seesReferral(actor, referral) || (!sent && actor.office.id !== referral.source.id)) return false;
    return this.may(actor, referral.person, referral.source.organisation, group, purpose);
  }

  /** Who took the consent sees it; the recipient sees it while something is shared under it. */
  seesConsent(actor: Actor, consent: Consent): boolean {
    if (!this.roleReads(actor, 'number')) return false;
    if (actor.office.id === consent.source.id) return true;
    return actor.office.id === consent.recipient.id && this.inForce(consent) && this.underWay(consent);
  }

  /** A due item is the business of the office that owes it, of staff who may see persons at all. */
  seesQueueOf(actor: Actor, officeId: string): boolean {
    return this.roleReads(actor, 'number') && actor.office.id === officeId;
  }

  organisations(): readonly string[] {
    return [...new Set(this.model.actors.map((actor) => actor.office.organisation))];
  }

  offices(): readonly Office[] {
    return [...new Map(this.model.actors.map((actor) => [actor.office.id, actor.office])).values()];
  }

  /** Groups of a person of which the reader may see somebody's records. */
  openGroups(actor: Actor, personId: string, purpose: Purpose): ReadonlySet<Group> {
    return new Set(GROUPS.filter((group) => this.organisations().some((one) => this.may(actor, personId, one, group, purpose))));
  }

  seesNumber(actor: Actor, personId: string, purpose: Purpose): boolean {
    return this.may(actor, personId, this.model.person(personId).office.organisation, 'number', purpose);
  }
}

function lets(consent: Consent, office: Office, sourceOrganisation: string, group: Group, purpose: Purpose): boolean {
  return consent.scopes.some((scope) => {
    if (scope.itemGroup !== group || scope.purpose !== purpose) return false;
    return scope.direction === 'to_recipient'
      ? office.id === consent.recipient.id && sourceOrganisation === consent.source.organisation
      : office.id === consent.source.id && sourceOrganisation === consent.recipient.organisation;
  });
}
