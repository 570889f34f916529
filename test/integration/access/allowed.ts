import { type Actor, type Group, type Model, type Purpose, PURPOSES } from './model';
import { Oracle } from './oracle';
import { GATED, type Row, rowsOf, textOf, type Universe } from './universe';

type Rule = (actor: Actor, row: Row, purpose: Purpose) => boolean;

/** For every table, which of its rows the rules let a reader see. */
export class Allowed {
  readonly oracle: Oracle;
  private readonly rules: Readonly<Record<string, Rule>>;

  constructor(
    readonly model: Model,
    readonly universe: Universe,
  ) {
    const oracle = new Oracle(model);
    this.oracle = oracle;
    const own: Rule = (actor, row) => oracle.live(actor) && textOf(row, 'assignment_id') === actor.assignment;
    const granted: Rule = (actor, row) => oracle.seesQueueOf(actor, textOf(row, 'grantee_office_id'));
    // A fact is open to whom its record and the person are.
    const opened = (table: string, group: Group): Rule => (actor, row, purpose) =>
      oracle.seesNumber(actor, textOf(row, 'person_id'), purpose) && rowsOf(universe, table).some((one) => one.key === row.key && this.gated(group)(actor, one, purpose));
    const sent: Rule = (actor, row, purpose) => {
      const referral = model.referrals.get(textOf(row, 'referral_id'));
      return referral !== undefined && oracle.seesStep(actor, referral, 'sent') && oracle.seesNumber(actor, referral.person, purpose);
    };
    const kept: Rule = (actor, row, purpose) => textOf(row, 'source_office_id') === actor.office.id && oracle.seesNumber(actor, textOf(row, 'person_id'), purpose);
    this.rules = {
      person: (actor, row, purpose) => oracle.seesNumber(actor, row.key, purpose),
      household: (actor, row, purpose) =>
        rowsOf(universe, 'household_member').some((member) => textOf(member, 'household_id') === row.key && this.gated('household')(actor, member, purpose)),
      consent: (actor, row) => this.consent(actor, row.key),
      consent_scope: (actor, row) => this.consent(actor, textOf(row, 'consent_id')),
      referral: (actor, row) => this.referral(actor, row.key),
      referral_sending: (actor, row) => this.referral(actor, textOf(row, 'referral_id')),
      referral_step: (actor, row) => {
        const referral = model.referrals.get(textOf(row, 'referral_id'));
        return referral !== undefined && oracle.seesStep(actor, referral, textOf(row, 'to_status'));
      },
      referral_part: (actor, row, purpose) => {
        const referral = model.referrals.get(textOf(row, 'referral_id'));
        return referral !== undefined && oracle.seesPart(actor, referral, textOf(row, 'item_group') as Group, row.fields['sending_id'] !== null, purpose);
      },
      follow_up: (actor, row) => oracle.seesQueueOf(actor, textOf(row, 'office_id')),
      reminder: (actor, row) => oracle.seesQueueOf(actor, textOf(row, 'office_id')),
      record_party: (actor, row) => textOf(row, 'office_id') === actor.office.id && this.partOf(actor, textOf(row, 'record_id')),
      search_token: (actor, row, purpose) =>
        purpose === 'support' &&
        textOf(row, 'grantee_office_id') === actor.office.id &&
        // Under a mark that lapses, of what comes after.
        Date.parse(textOf(row, 'valid_from')) <= model.now &&
        oracle.may(actor, textOf(row, 'person_id'), textOf(row, 'source_organisation_id'), textOf(row, 'item_group') as Group, purpose),
      // Which cells there should be is asked apart (compareCells); here, who sees those that there are.
      readable: (actor, row, purpose) =>
        this.cell(actor, row, purpose) && oracle.roleReads(actor, textOf(row, 'item_group') as Group) && row.fields['own_rows'] === this.ownRows(actor, row),
      reachable: (actor, row, purpose) => this.cell(actor, row, purpose) && oracle.roleReads(actor, 'number') && !oracle.onlyLooks(actor.office, textOf(row, 'person_id')),
      access_cell: granted,
      access_reason: granted,
      export_file: own,
      export_person: (actor, row, purpose) => this.file(actor, textOf(row, 'export_id'), own, purpose),
      export_chunk: (actor, row, purpose) => this.file(actor, textOf(row, 'export_id'), own, purpose) && this.fileOpen(actor, textOf(row, 'export_id'), purpose),
      open_placement: opened('placement', 'placement'),
      open_case_opened: opened('support_case', 'basic'),
      open_plan_approved: opened('support_plan', 'plan'),
      open_consultation_held: opened('consultation', 'consultation'),
      open_job_seeker_registered: opened('job_seeker_registration', 'job_search'),
      open_introduction_made: opened('job_introduction', 'job_search'),
      open_retention_confirmed: opened('retention_check', 'placement'),
      open_separation: opened('job_separation', 'placement'),
      open_referral_sent: sent,
      open_referral_accepted: sent,
      // Whoever can stumble over the person is warned; who is feared, and what was asked for, stays with the office that keeps it.
      protection: (actor, row, purpose) => {
        const measure = model.measures.find((one) => one.id === row.key);
        return measure !== undefined && !oracle.isAgainst(actor.office, measure) && oracle.seesNumber(actor, textOf(row, 'person_id'), purpose);
      },
      protection_renewal: kept,
      protection_adversary: kept,
      protection_release: kept,
      exceptional_access: (actor, row) =>
        oracle.roleReads(actor, 'number') &&
        (textOf(row, 'office_id') === actor.office.id || model.exceptional.some((one) => one.question === row.key && one.holder.id === actor.office.id)),
      // Who asks is shown what lets it look: not whom it meant, and not who refused.
      exceptional_answer: (actor, row) => {
        const answer = model.exceptional.find((one) => one.id === row.key);
        if (answer === undefined || !oracle.roleReads(actor, 'number')) return false;
        return answer.holder.id === actor.office.id || (answer.office.id === actor.office.id && answer.decision === 'approved');
      },
      onward_sharing: (actor, row) => this.onward(actor, row.key),
      draft: (actor, row) => oracle.live(actor) && textOf(row, 'staff_id') === actor.staff && textOf(row, 'office_id') === actor.office.id,
      idempotency_key: own,
    };
  }

  /** @throws Error for a table without a rule: a new table must be thought about. */
  row(table: string, actor: Actor, row: Row, purpose: Purpose): boolean {
    const group = GATED[table];
    const rule = group ? this.gated(group) : this.rules[table];
    if (!rule) throw new Error(`No rule for ${table}`);
    return rule(actor, row, purpose);
  }

  rows(table: string, actor: Actor, purpose: Purpose): readonly Row[] {
    return rowsOf(this.universe, table).filter((row) => this.row(table, actor, row, purpose));
  }

  /** Rows of one person, by key. */
  keysOf(table: string, actor: Actor, personId: string, purpose: Purpose): string[] {
    return this.rows(table, actor, purpose)
      .filter((row) => textOf(row, 'person_id') === personId)
      .map((row) => row.key);
  }

  /** Whether the reader may see any row of the person in a table. */
  holds(table: string, actor: Actor, personId: string, purpose: Purpose): boolean {
    return this.keysOf(table, actor, personId, purpose).length > 0;
  }

  /** The office has any reason to know that there is this person: something is open to it, or it takes part in a record. */
  knows(actor: Actor, personId: string): boolean {
    const source = this.model.person(personId).office.organisation;
    return PURPOSES.some((purpose) => this.oracle.opened(actor.office, personId, source, 'number', purpose)) || this.holds('record_party', actor, personId, 'support');
  }

  /** Everybody in a file must still be open to its reader, in each group through which it was written. */
  fileOpen(actor: Actor, exportId: string, purpose: Purpose): boolean {
    const file = rowsOf(this.universe, 'export_file').find((row) => row.key === exportId);
    if (!file || Date.parse(textOf(file, 'expires_at')) <= this.model.now) return false;
    return rowsOf(this.universe, 'export_person')
      .filter((row) => textOf(row, 'export_id') === exportId)
      .every((row) => {
        const [person, group] = [textOf(row, 'person_id'), textOf(row, 'item_group') as Group];
        if (this.oracle.fileWithholds(actor.office, person, Date.parse(textOf(file, 'finished_at')))) return false;
        return this.oracle.may(actor, person, textOf(row, 'source_organisation_id'), group, purpose);
      });
  }

  /** A cell of the reader's office that works now, for this purpose. */
  private cell(actor: Actor, row: Row, purpose: Purpose): boolean {
    return (
      textOf(row, 'grantee_office_id') === actor.office.id &&
      textOf(row, 'purpose') === purpose &&
      this.oracle.opened(actor.office, textOf(row, 'person_id'), textOf(row, 'source_organisation_id'), textOf(row, 'item_group') as Group, purpose)
    );
  }

  private ownRows(actor: Actor, row: Row): boolean {
    const group = textOf(row, 'item_group') as Group;
    return group !== 'contact' && group !== 'household' && this.oracle.ownRowsOnly(actor.office, textOf(row, 'person_id'), textOf(row, 'source_organisation_id'), group);
  }

  private gated(group: Group): Rule {
    return (actor, row, purpose) =>
      this.oracle.mayRow(actor, textOf(row, 'person_id'), textOf(row, 'source_organisation_id'), group, purpose, textOf(row, 'source_office_id'));
  }

  private file(actor: Actor, exportId: string, own: Rule, purpose: Purpose): boolean {
    return rowsOf(this.universe, 'export_file').some((file) => file.key === exportId && own(actor, file, purpose));
  }

  private consent(actor: Actor, id: string): boolean {
    const consent = this.model.consents.get(id);
    return consent !== undefined && this.oracle.seesConsent(actor, consent);
  }

  private referral(actor: Actor, id: string): boolean {
    const referral = this.model.referrals.get(id);
    return referral !== undefined && this.oracle.seesReferral(actor, referral);
  }

  private onward(actor: Actor, id: string): boolean {
    const onward = this.model.onward.find((one) => one.id === id);
    return onward !== undefined && this.oracle.seesOnward(actor, onward);
  }

  private partOf(actor: Actor, id: string): boolean {
    const onward = this.model.onward.find((one) => one.id === id);
    return this.consent(actor, id) || this.referral(actor, id) || (onward !== undefined && this.oracle.takesPart(actor, onward));
  }
}
