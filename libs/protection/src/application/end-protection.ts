import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { TypedOf } from '@madoguchi/kernel';
import { askEnd, confirmEnd } from '../domain/protection';
import type { END_ENTRY } from '../domain/records';
import { ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionRow } from '../persistence/protection.rows';
import { protectionDecision, protectionExpiry } from './follow-up-kinds';
import { OwnProtection } from './own-protection';

/** A measure ends by two persons: one who asks, another who confirms. Until then it works on, whatever its last day. */
@Injectable()
export class EndProtection {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnProtection,
    private readonly repository: ProtectionRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async ask(ctx: Ctx, command: TypedOf<typeof END_ENTRY> & { readonly id: string; readonly version: number }): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const protection = await this.own.load(tx, command.id, command.version);
      const answer = askEnd(protection, command, tx.today);
      const { staffId, officeId } = tx.actor;
      await tx.change(ProtectionRow, command.id, command.version, { endAskedBy: staffId, endAskedAt: tx.now, endReason: command.reason, ...answer });
      await this.followUps.open(tx, {
        officeId,
        personId: protection.personId,
        municipalityId: protection.municipalityId,
        kind: protectionDecision,
        subjectId: command.id,
        milestone: String(command.version),
        dueOn: tx.today,
        assigneeId: null,
      });
      await this.audit.record(tx, { action: 'protection.ask-end', subjects: [protection.personId], detail: { protectionId: command.id } });
      return { id: command.id, version: command.version + 1 };
    });
  }

  async confirm(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const protection = await this.own.load(tx, command.id, command.version);
      const { staffId } = tx.actor;
      confirmEnd(protection, { staffId, decides: await this.repository.actorDecides(tx) });
      await tx.change(ProtectionRow, command.id, command.version, { endedBy: staffId, endedAt: tx.now });
      await this.followUps.settleMine(tx, protectionDecision, command.id, 'done');
      await this.followUps.settleMine(tx, protectionExpiry, command.id, 'void');
      await this.audit.record(tx, { action: 'protection.confirm-end', subjects: [protection.personId], detail: { protectionId: command.id } });
      return { id: command.id, version: command.version + 1 };
    });
  }
}
