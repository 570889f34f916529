import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { conflict, type IsoDate, newId, type StoredOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { checkRegistration, defaultValidUntil } from '../domain/job-search';
import { REGISTRATION } from '../domain/records';
import { JobSearchRepository } from '../persistence/job-search.repository';
import { RegistrationRow } from '../persistence/job-search.rows';
import { registrationExpiry } from './follow-up-kinds';

export interface RegisterJobSeekerCommand extends Omit<StoredOf<typeof REGISTRATION>, 'validUntil'> {
  readonly personId: string;
  readonly caseId: string | undefined;
  /** Last valid day; by default the setting registration.valid_months after 申込日. */
  readonly validUntil: IsoDate | undefined;
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
      await this.reference.requireCodes(tx, command.registeredOn, codesOf(REGISTRATION, command));
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
