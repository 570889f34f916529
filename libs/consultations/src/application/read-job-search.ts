import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { isValidOn } from '../domain/job-search';
import type { JobSearchDto } from '../contract/job-search.dto';
import { JobSearchRepository } from '../persistence/job-search.repository';

/** 求職活動 of one person: the registration that is valid today, all registrations, all introductions. */
@Injectable()
export class ReadJobSearch {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: JobSearchRepository,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<JobSearchDto> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const registrations = (await this.repository.registrations(tx, personId)).map((one) => ({ ...one, valid: isValidOn(one, tx.today) }));
      const introductions = await this.repository.introductions(tx, personId);
      await this.audit.record(tx, {
        action: 'consultations.read-job-search',
        subjects: [personId],
        detail: { registrations: registrations.map((one) => one.id), introductions: introductions.map((one) => one.id) },
      });
      return { registration: registrations.find((one) => one.valid) ?? null, registrations, introductions: [...introductions] };
    });
  }
}
