import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { compareDates, conflict, fiscalYearOf, invalidField, newId, type PersonId, storedOf, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, newRow, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { type BasicFacts, basicTokens, checkBasic, contactTokens, HEAD } from '../domain/client';
import { resemblanceOf } from '../domain/resemblance';
import { type HouseholdEntry, INTAKE, INTAKE_CASE, type INTAKE_CONTACT, type INTAKE_STATUS, PERSON_BASIC, PERSON_CONTACT } from '../domain/records';
import { ClientRepository } from '../persistence/client.repository';
import { PersonBasicRow, PersonContactRow, PersonSpineRow, SupportCaseRow, WelfareStatusRow } from '../persistence/client.rows';
import { MOST_ALIKE } from './find-duplicates';
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
      const { municipalityId } = tx.actor;
      if (municipalityId === null) throw invalidField('office', 'no_municipality', '受付は市の窓口で行ってください。');
      const [personId, caseId] = [newId<'Person'>(), newId<'Case'>()];
      const typed = { ...command, ...command.basic, ...command.contact, ...command.household };
      await this.repository.lockRegistration(tx, basic.birthDate, command.household?.caseNumber);
      // All of it travels in one message behind the lock; what is refused undoes the rest.
      const [means, number, household] = await Promise.all([
        this.reference.requireCodes(tx, command.openedOn, codesOf(INTAKE, typed)),
        this.begin(tx, personId, command, basic),
        command.household && this.households.find(tx, command.household),
        this.audit.record(tx, {
          action: 'clients.register',
          subjects: [personId],
          detail: { caseId, programme: command.programme },
          values: [changeOf(personId, null, recorded(INTAKE, typed))],
        }),
      ]);
      if (number === undefined) throw conflict('possible_duplicate', '同じ人と思われる登録があります。確かめてから登録してください。');
      const own = writtenHere(tx, { personId, municipalityId });
      await tx.insert(PersonSpineRow, { ...own, id: personId, number });
      await this.writeRecords(tx, own, caseId, command, basic);
      if (command.household) await this.households.join(tx, own, household, { ...command.household, isHead: means.get('relation') === HEAD }, command.openedOn);
      await this.repository.endRegistration(tx, personId);
      return { id: personId, caseId, number };
    });
  }

  private async begin(tx: Tx, personId: PersonId, command: RegisterClientCommand, basic: BasicFacts): Promise<string | undefined> {
    const { openedOn, duplicatesSeen: seen } = command;
    return this.repository.beginRegistration(tx, personId, fiscalYearOf(openedOn), seen === 'all' ? undefined : { alike: resemblanceOf(basic), limit: MOST_ALIKE, seen });
  }

  private async writeRecords(tx: Tx, own: Provenance, caseId: string, command: RegisterClientCommand, basic: BasicFacts): Promise<void> {
    const { contact, welfareStatus, openedOn } = command;
    await tx.insertTogether(
      newRow(PersonBasicRow, { id: newId<'PersonBasic'>(), ...own, ...basic, searchTokens: basicTokens(basic) }),
      newRow(PersonContactRow, { id: newId<'PersonContact'>(), ...own, ...storedOf(PERSON_CONTACT, contact), searchTokens: contactTokens(contact.phone) }),
      newRow(WelfareStatusRow, { id: newId<'WelfareStatus'>(), ...own, status: welfareStatus, validFrom: openedOn, validUntil: 'infinity' }),
      newRow(SupportCaseRow, { id: caseId, ...own, ...storedOf(INTAKE_CASE, command), status: 'open', workerId: own.writtenBy, closedOn: null, closingReason: null }),
    );
  }
}
