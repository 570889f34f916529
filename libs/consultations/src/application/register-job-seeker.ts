import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { conflict, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { checkRegistration, defaultValidUntil, type FirstEver } from '../domain/job-search';
import { JobSearchRepository } from '../persistence/job-search.repository';
import { RegistrationRow } from '../persistence/job-search.rows';
import { registrationExpiry } from './follow-up-kinds';

export interface RegisterJobSeekerCommand {
  readonly personId: string;
  readonly caseId: string | undefined;
  readonly registrationNumber: string;
  readonly registeredOn: IsoDate;
  /** Last valid day; by default the setting registration.valid_months after 申込日. */
  readonly validUntil: IsoDate | undefined;
  readonly firstEver: FirstEver;
  readonly lastUsedOn: IsoDate | null;
  readonly wish: string;
}

/**
 * 求職申込, new or renewed (the same number with a later 申込日). It makes the person the acting organisation's own
 * client: the names stay with it whatever becomes of a consent.
 */
@Injectable()
export class RegisterJobSeeker {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: JobSearchRepository,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RegisterJobSeekerCommand): Promise<{ id: string; version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const { personId, caseId: named, validUntil: given, ...facts } = command;
      const validUntil = given ?? defaultValidUntil(command.registeredOn, await this.reference.number(tx, 'registration.valid_months'));
      checkRegistration({ ...facts, validUntil }, tx.today);
      await this.reference.requireCode(tx, 'wish', command.wish, command.registeredOn, 'wish', '希望');
      await this.repository.lockPerson(tx, personId);
      const provenance = await this.clients.beginWriting(tx, personId);
      const caseId = await this.clients.resolveCase(tx, personId, named);
      await this.refuseNumberOfAnother(tx, personId, command.registrationNumber);
      await this.clients.holdOwnBasic(tx, provenance);
      await this.settleEarlier(tx, personId);
      const id = newId<'Registration'>();
      await tx.insert(RegistrationRow, { id, ...provenance, caseId, ...facts, validUntil });
      await this.followUps.open(tx, {
        officeId: provenance.sourceOfficeId,
        personId: provenance.personId,
        municipalityId: provenance.municipalityId,
        kind: registrationExpiry,
        subjectId: id,
        dueOn: validUntil,
        assigneeId: provenance.writtenBy,
      });
      await this.audit.record(tx, { action: 'consultations.register-job-seeker', subjects: [personId], detail: { registrationId: id, caseId } });
      return { id, version: 1 };
    });
  }

  private async refuseNumberOfAnother(tx: Tx, personId: string, registrationNumber: string): Promise<void> {
    const holders = await this.repository.holdersOfNumber(tx, registrationNumber);
    if (holders.some((id) => id !== personId)) {
      throw conflict('registration_number_taken', 'この求職番号は別の人に登録されています。番号を確かめてください。');
    }
  }

  /** What ran out, or will, is answered by the new registration. */
  private async settleEarlier(tx: Tx, personId: string): Promise<void> {
    const earlier = await this.repository.registrations(tx, personId);
    for (const one of earlier.filter((registration) => registration.own)) {
      await this.followUps.settle(tx, registrationExpiry, one.id, 'done');
    }
  }
}
