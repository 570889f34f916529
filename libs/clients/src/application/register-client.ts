import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { compareDates, conflict, fiscalYearOf, invalidField, newId, storedOf, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, newRow, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { type BasicFacts, basicTokens, checkBasic, contactTokens, HEAD } from '../domain/client';
import { type HouseholdEntry, INTAKE, INTAKE_CASE, type INTAKE_CONTACT, type INTAKE_STATUS, PERSON_BASIC, PERSON_CONTACT } from '../domain/records';
import { ClientRepository } from '../persistence/client.repository';
import { PersonBasicRow, PersonContactRow, PersonSpineRow, SupportCaseRow, WelfareStatusRow } from '../persistence/client.rows';
import { FindDuplicates } from './find-duplicates';
import { JoinHousehold } from './join-household';
import { type Provenance, writtenHere } from './written-here';

export interface RegisterClientCommand extends TypedOf<typeof INTAKE_CASE>, TypedOf<typeof INTAKE_STATUS> {
  readonly basic: TypedOf<typeof PERSON_BASIC>;
  readonly contact: TypedOf<typeof INTAKE_CONTACT>;
  readonly household?: HouseholdEntry | undefined;
  /** Likely duplicates that were shown and judged to be somebody else; `all` for an import that was checked as a whole. */
  readonly duplicatesSeen: readonly string[] | 'all';
}

export interface RegisteredClient {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
}

/** 新規受付: one person, one case, the minimum; the rest follows later. */
@Injectable()
export class RegisterClient {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly duplicates: FindDuplicates,
    private readonly households: JoinHousehold,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RegisterClientCommand): Promise<RegisteredClient> {
    return this.transactions.run(ctx, async (tx) => {
      const basic = storedOf(PERSON_BASIC, command.basic);
      checkBasic(basic, tx.today);
      if (compareDates(command.openedOn, tx.today) > 0) {
        throw invalidField('openedOn', 'future_date', '受付日は今日までの日付を入力してください。');
      }
      if (compareDates(command.openedOn, basic.birthDate) < 0) {
        throw invalidField('openedOn', 'before_birth', '受付日は、生年月日以後の日付を入力してください。');
      }
      const typed = { ...command, ...command.basic, ...command.contact, ...command.household };
      const means = await this.reference.requireCodes(tx, command.openedOn, codesOf(INTAKE, typed));
      await this.repository.lockRegistration(tx, basic.birthDate, command.household?.caseNumber);
      await this.refuseUnseenDuplicates(tx, command, basic);

      const { municipalityId } = tx.actor;
      if (municipalityId === null) throw invalidField('office', 'no_municipality', '受付は市の窓口で行ってください。');
      const personId = newId<'Person'>();
      const own = writtenHere(tx, { personId, municipalityId });
      // The masks come first: the policies of the rows below ask for them.
      const number = await this.repository.openNew(tx, personId, fiscalYearOf(command.openedOn));
      await tx.insert(PersonSpineRow, { ...own, id: personId, number });
      const caseId = await this.writeRecords(tx, own, command, basic);
      if (command.household) await this.households.join(tx, own, { ...command.household, isHead: means.get('relation') === HEAD }, command.openedOn);
      await this.audit.record(tx, {
        action: 'clients.register',
        subjects: [personId],
        detail: { caseId, programme: command.programme },
        values: [changeOf(personId, null, recorded(INTAKE, typed))],
      });
      return { id: personId, caseId, number };
    });
  }

  private async writeRecords(tx: Tx, own: Provenance, command: RegisterClientCommand, basic: BasicFacts): Promise<string> {
    const { contact, welfareStatus, openedOn } = command;
    const caseId = newId<'Case'>();
    await tx.insertTogether(
      newRow(PersonBasicRow, { id: newId<'PersonBasic'>(), ...own, ...basic, searchTokens: basicTokens(basic) }),
      newRow(PersonContactRow, { id: newId<'PersonContact'>(), ...own, ...storedOf(PERSON_CONTACT, contact), searchTokens: contactTokens(contact.phone) }),
      newRow(WelfareStatusRow, { id: newId<'WelfareStatus'>(), ...own, status: welfareStatus, validFrom: openedOn, validUntil: 'infinity' }),
      newRow(SupportCaseRow, { id: caseId, ...own, ...storedOf(INTAKE_CASE, command), status: 'open', workerId: own.writtenBy, closedOn: null, closingReason: null }),
    );
    return caseId;
  }

  private async refuseUnseenDuplicates(tx: Tx, command: RegisterClientCommand, basic: BasicFacts): Promise<void> {
    if (command.duplicatesSeen === 'all') return;
    const seen = command.duplicatesSeen;
    const found = await this.duplicates.among(tx, basic);
    const unseen = found.filter((hit) => !seen.includes(hit.id));
    if (unseen.length > 0) {
      throw conflict('possible_duplicate', '同じ人と思われる登録があります。確かめてから登録してください。');
    }
  }
}
