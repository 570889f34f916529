import { Inject, Injectable } from '@nestjs/common';
import { type ActingRequest, type Refusal, type RefusalKeeper, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';

/** Refusals stand in the record too, once each, under whom the database finds behind them: code and route, never what was asked for or typed. */
@Injectable()
export class KeepRefusals implements RefusalKeeper {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async keep({ id, proof, assignmentId, ctx }: ActingRequest, refusal: Refusal): Promise<void> {
    const session = proof && 'session' in proof ? proof.session : null;
    const token = proof && 'token' in proof ? proof.token : null;
    await this.transactions.unsigned('select refusal_keep($1, $2, $3, $4, $5, $6, $7::jsonb)', [
      session,
      token,
      assignmentId ?? null,
      ctx?.purpose ?? 'support',
      id,
      this.settings.clock.now().toISOString(),
      JSON.stringify({ code: refusal.code, method: refusal.method, route: refusal.route }),
    ]);
  }
}
