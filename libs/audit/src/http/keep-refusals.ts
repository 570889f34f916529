import { Inject, Injectable } from '@nestjs/common';
import { type ActingRequest, type Ctx, type Refusal, type RefusalKeeper, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { AuditTrail } from '../application/audit-trail';

/** Refused looks stand in the record too: code and route, never what was asked for. */
@Injectable()
export class KeepRefusals implements RefusalKeeper {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async keep(request: ActingRequest, { code, method, route }: Refusal): Promise<void> {
    if (!request.actor) return;
    const ctx: Ctx = {
      assignmentId: request.actor.assignmentId,
      purpose: request.ctx?.purpose ?? 'support',
      requestId: request.requestId,
      clock: this.settings.clock,
    };
    await this.transactions.read(ctx, (tx) => this.audit.record(tx, { action: 'audit.refused', subjects: [], detail: { code, method, route } }));
  }
}
