import { type Actor, type Consent, type Exceptional, type Group, GROUPS, type Measure, type Model, type Office, type Onward, type Purpose, PURPOSES, type Referral, type Release } from './model';

/** What tells where a person can be found. */
export const LOCATING: ReadonlySet<string> = new Set(['contact', 'household', 'consultation', 'plan', 'job_search', 'placement']);
export const SUPERVISORS: ReadonlySet<string> = new Set(['supervisor', 'chief_navigator']);

function worked({ from, endedAt, lapsesAt }: Measure, at: number): boolean {
  return from <= at && (endedAt === null || at < endedAt) && (lapsesAt === null || at < lapsesAt);
}

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
    if (this.registered(office, personId) && sourceOrganisation === office.organisation && !this.withheldFromWriter(office, personId, group)) return true;
    if (this.writtenHere(office, personId, sourceOrganisation) && !this.withheldFromWriter(office, personId, group)) return true;
    if (this.consented(office, personId, sourceOrganisation, group, purpose) && !this.withheld(office, personId, sourceOrganisation, group)) return true;
    if (this.passedOn(office, personId, sourceOrganisation, group, purpose) && !this.withheld(office, personId, sourceOrganisation, group)) return true;
    return this.excepted(office, personId, sourceOrganisation, group, purpose) && !(LOCATING.has(group) && this.isProtected(personId));
  }

  /** One row of a group: under a measure, of what colleagues' offices wrote about where the person is, nothing. */
  mayRow(actor: Actor, personId: string, source: string, group: Group, purpose: Purpose, writer: string): boolean {
    return this.may(actor, personId, source, group, purpose) && (writer === actor.office.id || !this.ownRowsOnly(actor.office, personId, source, group));
  }

  /** An office that works with the person beside others of its organisation. The one that registered the person keeps all, unless the danger is there. */
  ownRowsOnly(office: Office, personId: string, source: string, group: Group): boolean {
    const beside = this.registered(office, personId) ? source === office.organisation && this.isUntold(office, personId) : this.writtenHere(office, personId, source);
    return beside && this.withheld(office, personId, source, group);
  }

  /** A measure tells nobody that a person is not there: the number follows from what would be open without it. */
  private openedButForMeasures(office: Office, personId: string, source: string, group: Group, purpose: Purpose): boolean {
    if ((this.registered(office, personId) || this.model.hasWritten(personId, office)) && source === office.organisation) return true;
    return this.consented(office, personId, source, group, purpose) || this.passedOn(office, personId, source, group, purpose) || this.excepted(office, personId, source, group, purpose);
  }

  /** The record number belongs to who registered the person, and follows from any group that is open. */
  private numberOpened(office: Office, personId: string, sourceOrganisation: string, purpose: Purpose): boolean {
    if (this.model.person(personId).office.organisation !== sourceOrganisation) return false;
    return this.organisations().some((one) => GROUPS.some((group) => this.openedButForMeasures(office, personId, one, group, purpose)));
  }

  /** The office that registered the person keeps all that its organisation holds. */
  private registered(office: Office, personId: string): boolean {
    return this.model.person(personId).office.id === office.id;
  }

  /** Who has written about the person keeps what its organisation holds. */
  private writtenHere(office: Office, personId: string, source: string): boolean {
    return source === office.organisation && this.model.hasWritten(personId, office);
  }

  /** Under a measure, where the person lives and with whom stays with the office that wrote it down. */
  private withheldFromWriter(office: Office, personId: string, group: Group): boolean {
    if (group !== 'contact' && group !== 'household') return false;
    if (this.registered(office, personId) && !this.isUntold(office, personId)) return false;
    const writer = this.model.firstWriter(group, personId, office.organisation);
    return writer !== undefined && writer !== office.id && this.withheld(office, personId, office.organisation, group);
  }

  /** An office that looks exceptionally and has no other reason: it writes nothing, and no list is made for it. */
  onlyLooks(office: Office, personId: string): boolean {
    if (this.registered(office, personId) || this.model.hasWritten(personId, office)) return false;
    const given = this.organisations().some((one) =>
      GROUPS.some((group) => PURPOSES.some((purpose) => this.consented(office, personId, one, group, purpose) || this.passedOn(office, personId, one, group, purpose))),
    );
    return !given && this.model.exceptional.some((one) => one.person === personId && one.office.id === office.id && this.lasts(one));
  }

  /** What locates a protected person leaves the holder only by a release of two persons of the holder's. */
  private withheld(office: Office, personId: string, source: string, group: Group): boolean {
    if (!LOCATING.has(group) || !this.isProtected(personId)) return false;
    return !this.model.releases.some(
      (one) => one.person === personId && this.lasts(one) && one.recipient.id === office.id && one.office.organisation === source && one.groups.includes(group),
    );
  }

  /** A measure works until a second person has confirmed its end, whatever its last day; a 秘匿 of an office's own until it lapses, too. */
  isProtected(personId: string): boolean {
    return this.model.measures.some((one) => one.person === personId && worked(one, this.model.now));
  }

  /** The 秘匿 says that the danger is at this office, which registered the person: it is told nothing of it. Its keeper always is. */
  isAgainst(office: Office, measure: Measure): boolean {
    return measure.againstRegistrar && measure.office.id !== office.id && this.registered(office, measure.person);
  }

  private isUntold(office: Office, personId: string): boolean {
    return this.model.measures.some((one) => one.person === personId && worked(one, this.model.now) && this.isAgainst(office, one));
  }

  /** What an office is told when it asks whether the person is protected. */
  isToldProtected(office: Office, personId: string): boolean {
    return this.model.measures.some((one) => one.person === personId && worked(one, this.model.now) && !this.isAgainst(office, one));
  }

  /** Decided by the second person, not taken back, and not over. */
  lasts(one: Release | Exceptional | Onward): boolean {
    const { now } = this.model;
    return one.decision === 'approved' && one.from <= now && now < one.until && (one.endedAt === null || now < one.endedAt);
  }

  /** A file tells where a person can be found, unless it was written knowing of a measure: under a measure it is closed. */
  fileWithholds(office: Office, personId: string, writtenAt: number): boolean {
    if (!this.isToldProtected(office, personId)) return false;
    const knew = this.model.measures.some((one) => one.person === personId && worked(one, writtenAt) && !this.isAgainst(office, one));
    return !knew;
  }

  private consented(office: Office, personId: string, source: string, group: Group, purpose: Purpose): boolean {
    return [...this.model.consents.values()].some((consent) => consent.person === personId && this.inForce(consent) && this.lets(consent, office, source, group, purpose));
  }

  /** Exceptional access is for support, and to what the organisation holds that answered. */
  private excepted(office: Office, personId: string, source: string, group: Group, purpose: Purpose): boolean {
    if (purpose !== 'support') return false;
    return this.model.exceptional.some((one) => one.person === personId && one.office.id === office.id && one.holder.organisation === source && this.lasts(one) && one.groups.includes(group));
  }

  /**
   * Passing on is for support. It shows what the origin approved, as long as the person lets it pass and the passing office
   * is itself let see it by a consent; and, of the passing office's own, who the person is.
   */
  private passedOn(office: Office, personId: string, source: string, group: Group, purpose: Purpose): boolean {
    if (purpose !== 'support') return false;
    return this.model.onward.some((one) => {
      if (one.person !== personId || one.recipient.id !== office.id || !this.lasts(one)) return false;
      const own = source === one.office.organisation && group === 'basic' && this.letsPass(one, 'to_recipient', 'basic');
      if (own || source !== one.origin.organisation) return own;
      return one.approved.includes(group) && this.letsPass(one, 'onward', group) && this.consented(one.office, personId, source, group, purpose);
    });
  }

  /** A consent in force of the passing office for that recipient. */
  letsPass(one: Pick<Onward, 'person' | 'office' | 'recipient'>, direction: 'to_recipient' | 'onward', group: string): boolean {
    return [...this.model.consents.values()].some(
      (consent) =>
        consent.person === one.person &&
        consent.source.id === one.office.id &&
        this.names(consent, one.recipient) &&
        this.inForce(consent) &&
        consent.scopes.some((scope) => scope.direction === direction && scope.itemGroup === group && scope.purpose === 'support'),
    );
  }

  /** The passing office and the origin from the question on, the recipient while it works. */
  takesPart(actor: Actor, one: Onward): boolean {
    if (!this.roleReads(actor, 'number')) return false;
    return [one.office.id, one.origin.id].includes(actor.office.id) || (actor.office.id === one.recipient.id && this.lasts(one));
  }

  /** To whom else a protected person goes is not told to the recipient. */
  seesOnward(actor: Actor, one: Onward): boolean {
    return this.takesPart(actor, one) && !(actor.office.id === one.recipient.id && this.isToldProtected(one.recipient, one.person));
  }

  inForce(consent: Consent): boolean {
    const { now } = this.model;
    return consent.from <= now && now < consent.until && (consent.withdrawnAt === null || now < consent.withdrawnAt) && (consent.supersededAt === null || now < consent.supersededAt);
  }

  /** To one office, or to every office of an organisation. */
  names(consent: Consent, office: Office): boolean {
    return consent.whole ? office.organisation === consent.recipient.organisation : office.id === consent.recipient.id;
  }

  /** Consent alone shares nothing: a request to an office that it names has been sent, and its sharing has not ended. */
  underWay(consent: Consent, to?: Office): boolean {
    return [...this.model.referrals.values()].some(
      (referral) =>
        referral.person === consent.person &&
        referral.source.id === consent.source.id &&
        this.names(consent, referral.recipient) &&
        (to === undefined || referral.recipient.id === to.id) &&
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
    const received = this.model.onward.some((one) => one.person === consent.person && one.office.id === consent.source.id && one.recipient.id === actor.office.id && this.lasts(one));
    return this.names(consent, actor.office) && this.inForce(consent) && (received || this.underWay(consent, actor.office));
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

  private lets(consent: Consent, office: Office, source: string, group: Group, purpose: Purpose): boolean {
    return consent.scopes.some((scope) => {
      if (scope.itemGroup !== group || scope.purpose !== purpose) return false;
      switch (scope.direction) {
        case 'to_recipient':
          return this.names(consent, office) && source === consent.source.organisation && this.underWay(consent, office);
        case 'from_recipient':
          return office.id === consent.source.id && source === consent.recipient.organisation && this.underWay(consent);
        case 'onward':
          return false;
      }
    });
  }
}
