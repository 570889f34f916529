import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Decision, notFound, stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { mayDecide, mayEnd } from '../domain/exceptional-access';
import { ExceptionalRepository, type StoredExceptional } from '../persistence/exceptional.repository';

export interface SettleCommand {
  readonly id: string;
  readonly version: number;
}

/** The second person decides; anybody of the office ends it early. The holder is told in the same transaction. */
@Injectable()
export class SettleExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ExceptionalRepository,
    private readonly audit: AuditTrail,
  ) {}

  async decide(ctx: Ctx, command: SettleCommand & { readonly decision: Decision }): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const asked = await this.load(tx, command);
      const { staffId } = tx.actor;
      mayDecide(asked, { staffId, supervises: await this.repository.actorSupervises(tx) });
      const approved = command.decision === 'approved';
      await this.settled(tx, asked, await this.repository.decide(tx, asked.id, command.version, approved));
      const action = approved ? 'protection.approve-exceptional' : 'protection.refuse-exceptional';
      await this.audit.record(tx, { action, subjects: [asked.personId], detail: { exceptionalId: asked.id, legalBasis: asked.legalBasis, hours: asked.hours } });
      return { id: asked.id, version: command.version + 1 };
    });
  }

  async end(ctx: Ctx, command: SettleCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const asked = await this.load(tx, command);
      mayEnd(asked, tx.now);
      await this.settled(tx, asked, await this.repository.end(tx, asked.id, command.version));
      await this.audit.record(tx, { action: 'protection.end-exceptional', subjects: [asked.personId], detail: { exceptionalId: asked.id } });
      return { id: asked.id, version: command.version + 1 };
    });
  }

  private async load(tx: Tx, { id, version }: SettleCommand): Promise<StoredExceptional> {
    const asked = await this.repository.byId(tx, id);
    if (!asked) throw notFound();
    if (asked.version !== version) throw stale({ id, version: asked.version });
    return asked;
  }

  /** Two who decide at once: the second finds it decided. */
  private async settled(tx: Tx, asked: StoredExceptional, person: string | null): Promise<void> {
    if (person !== null) return;
    const now = await this.repository.byId(tx, asked.id);
    throw stale({ id: asked.id, version: now?.version ?? asked.version });
  }
}
