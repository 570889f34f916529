import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type IsoDate, newId, notFound, requireVersion, type StoredOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type IntroductionResult, type KnownResult, registrationFor, settleIntroduction } from '../domain/job-search';
import type { INTRODUCTION_ENTRY } from '../domain/records';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { JobSearchRepository } from '../persistence/job-search.repository';
import { IntroductionRow } from '../persistence/job-search.rows';

export interface IntroduceJobCommand extends StoredOf<typeof INTRODUCTION_ENTRY> {
  readonly personId: string;
  readonly caseId: string | undefined;
}

/** 職業紹介 under a valid 求職申込, and its result. 採用 alone makes no 就職: that is a record of its own. */
@Injectable()
export class IntroduceJob {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: JobSearchRepository,
    private readonly consultations: ConsultationRepository,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async introduce(ctx: Ctx, command: IntroduceJobCommand): Promise<{ id: string; version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const { personId, caseId: named, ...facts } = command;
      const provenance = await this.clients.beginWriting(tx, personId);
      const own = (await this.repository.registrations(tx, personId)).filter((one) => one.own);
      const registration = registrationFor(own, command.introducedOn, tx.today);
      const caseId = await this.clients.resolveCase(tx, personId, named);
      if (command.consultationId !== null && !(await this.consultations.isOwnLine(tx, personId, command.consultationId))) throw notFound();
      const id = newId<'Introduction'>();
      await tx.insert(IntroductionRow, { id, ...provenance, caseId, registrationId: registration.id, ...facts, result: 'pending', resultOn: null });
      await this.audit.record(tx, {
        action: 'consultations.introduce',
        subjects: [personId],
        detail: { introductionId: id, registrationId: registration.id },
      });
      return { id, version: 1 };
    });
  }

  async result(
    ctx: Ctx,
    introductionId: string,
    version: number,
    result: KnownResult,
    resultOn: IsoDate,
  ): Promise<{ id: string; version: number; result: IntroductionResult }> {
    return this.transactions.run(ctx, async (tx) => {
      const introduction = await this.repository.ownIntroduction(tx, introductionId);
      if (!introduction) throw notFound();
      requireVersion(introduction, version);
      const next = settleIntroduction(introduction, result, resultOn, tx.today);
      await tx.change(IntroductionRow, introductionId, version, { result: next, resultOn });
      await this.audit.record(tx, { action: 'consultations.introduction-result', subjects: [introduction.personId], detail: { introductionId, result: next } });
      return { id: introductionId, version: version + 1, result: next };
    });
  }
}
