import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { IdentityFacade } from '@madoguchi/identity';
import { compareDates, conflict, fiscalYearOf, invalidField, newId, type PersonId, storedOf, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { type BasicFacts, basicTokens, checkBasic, contactTokens } from '../domain/client';
import { type HouseholdEntry, INTAKE, INTAKE_CASE, type INTAKE_CONTACT, type INTAKE_STATUS, PERSON_BASIC, PERSON_CONTACT } from '../domain/records';
import { ClientRepository } from '../persistence/client.repository';
import { PersonBasicRow, PersonContactRow, PersonSpineRow, SupportCaseRow, WelfareStatusRow } from '../persistence/client.rows';
import { FindDuplicates } from './find-duplicates';
import { JoinHousehold } from './join-household';

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
    private readonly identity: IdentityFacade,
    private readonly access: AccessFacade,
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
      await this.reference.requireCodes(tx, INTAKE, typed, command.openedOn);
      await this.refuseUnseenDuplicates(tx, command, basic);

      const acting = await this.identity.acting(tx);
      if (!acting.municipalityId) throw invalidField('office', 'no_municipality', '受付は市の窓口で行ってください。');
      const personId = newId<'Person'>();
      const own = {
        municipalityId: acting.municipalityId,
        sourceOfficeId: acting.officeId,
        sourceOrganisationId: acting.organisationId,
        writtenBy: acting.staffId,
        enteredAt: tx.now,
        version: 1,
      };
      const number = await this.repository.nextNumber(tx, fiscalYearOf(command.openedOn));
      // The cells come first: the policies of the rows below ask for them.
      await this.access.register(tx, personId);
      await tx.insert(PersonSpineRow, { id: personId, number, ...own });
      const caseId = await this.writeRecords(tx, personId, own, command, basic);
      await this.audit.record(tx, {
        action: 'clients.register',
        subjects: [personId],
        detail: { caseId, programme: command.programme },
        values: [changeOf(personId, null, recorded(INTAKE, typed))],
      });
      return { id: personId, caseId, number };
    });
  }

  private async writeRecords(tx: Tx, personId: PersonId, own: Own, command: RegisterClientCommand, basic: BasicFacts): Promise<string> {
    const row = { personId, ...own };
    await tx.insert(PersonBasicRow, { id: newId<'PersonBasic'>(), ...row, ...basic, searchTokens: basicTokens(basic) });
    await tx.insert(PersonContactRow, {
      id: newId<'PersonContact'>(),
      ...row,
      ...storedOf(PERSON_CONTACT, command.contact),
      searchTokens: contactTokens(command.contact.phone),
    });
    await tx.insert(WelfareStatusRow, {
      id: newId<'WelfareStatus'>(),
      ...row,
      status: command.welfareStatus,
      validFrom: command.openedOn,
      validUntil: 'infinity',
    });
    const caseId = newId<'Case'>();
    await tx.insert(SupportCaseRow, {
      id: caseId,
      ...row,
      ...storedOf(INTAKE_CASE, command),
      status: 'open',
      workerId: own.writtenBy,
      closedOn: null,
      closingReason: null,
    });
    if (command.household) await this.households.join(tx, row, command.household, command.openedOn);
    return caseId;
  }

  private async refuseUnseenDuplicates(tx: Tx, command: RegisterClientCommand, basic: BasicFacts): Promise<void> {
    if (command.duplicatesSeen === 'all') return;
    const seen = command.duplicatesSeen;
    await this.repository.lockBirthDate(tx, basic.birthDate);
    const found = await this.duplicates.among(tx, basic);
    const unseen = found.filter((hit) => !seen.includes(hit.id));
    if (unseen.length > 0) {
      throw conflict('possible_duplicate', '同じ人と思われる登録があります。確かめてから登録してください。');
    }
  }
}

type Own = {
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly sourceOrganisationId: string;
  readonly writtenBy: string;
  readonly enteredAt: Date;
  readonly version: number;
};
