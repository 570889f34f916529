import { Inject, Injectable } from '@nestjs/common';
import { type ActingRequest, type Refusal, type RefusalKeeper, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';

/** Refused looks stand in the record too: code and route, never what was asked for. */
@Injectable()
export class KeepRefusals implements RefusalKeeper {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async keep({ id, proof, assignmentId, ctx }: ActingRequest, refusal: Refusal): Promise<void> {
    if (!proof || assignmentId === undefined) return;
    const [session, token] = 'session' in proof ? [proof.session, null] : [null, proof.token];
    await this.transactions.unsigned('select refusal_keep($1, $2, $3, $4, $5, $6, $7::jsonb)', [
      session,
      token,
      assignmentId,
      ctx?.purpose ?? 'support',
      id,
      this.settings.clock.now().toISOString(),
      JSON.stringify({ code: refusal.code, method: refusal.method, route: refusal.route }),
    ]);
  }
}
