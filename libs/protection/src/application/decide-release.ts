import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { Decision } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { decide, revoke } from '../domain/protection';
import { ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionReleaseRow } from '../persistence/protection.rows';
import { protectionDecision } from './follow-up-kinds';
import { OwnProtection } from './own-protection';

const DAY_MS = 86_400_000;

/** The second person. A release restores, for a time, what a consent lets through anyway; without one it opens nothing. */
@Injectable()
export class DecideRelease {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnProtection,
    private readonly repository: ProtectionRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async decide(
    ctx: Ctx,
    command: { readonly id: string; readonly version: number; readonly decision: Decision },
  ): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const release = await this.own.release(tx, command.id, command.version);
      const { staffId } = tx.actor;
      decide(release, { staffId, decides: await this.repository.actorDecides(tx) });
      const approved = command.decision === 'approved';
      await tx.change(ProtectionReleaseRow, command.id, command.version, {
        decision: command.decision,
        decidedBy: staffId,
        decidedAt: tx.now,
        validUntilAt: approved ? new Date(tx.now.getTime() + release.lastsDays * DAY_MS) : null,
      });
      await this.followUps.settleMine(tx, protectionDecision, command.id, 'done');
      await this.audit.record(tx, {
        action: approved ? 'protection.approve-release' : 'protection.refuse-release',
        subjects: [release.personId],
        detail: { releaseId: command.id, recipientOfficeId: release.recipientOfficeId, itemGroups: release.itemGroups },
      });
      return { id: command.id, version: command.version + 1 };
    });
  }

  async revoke(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const release = await this.own.release(tx, command.id, command.version);
      revoke(release, tx.now);
      await tx.change(ProtectionReleaseRow, command.id, command.version, { revokedAt: tx.now });
      await this.audit.record(tx, { action: 'protection.revoke-release', subjects: [release.personId], detail: { releaseId: command.id } });
      return { id: command.id, version: command.version + 1 };
    });
  }
}
