import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { askProlonging, confirmProlonging } from '../domain/protection';
import { ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionRow } from '../persistence/protection.rows';
import { ExpiryNotice } from './expiry-notice';
import { localMarkReview, protectionDecision, protectionExpiry } from './follow-up-kinds';
import { Lapse } from './lapse';
import { OwnProtection } from './own-protection';

interface Saved {
  readonly id: string;
  readonly version: number;
}

/** A 秘匿 works longer by two persons of the office that keeps it: one who asks, another who confirms. One that has lapsed works again; an end that was asked for is taken back, as with a renewal. */
@Injectable()
export class ProlongLocalMark {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnProtection,
    private readonly repository: ProtectionRepository,
    private readonly lapse: Lapse,
    private readonly notice: ExpiryNotice,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async ask(ctx: Ctx, { id, version, reason }: Saved & { readonly reason: string }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const mark = await this.own.load(tx, id, version);
      askProlonging(mark);
      const { staffId, officeId } = tx.actor;
      await tx.change(ProtectionRow, id, version, { prolongAskedBy: staffId, prolongAskedAt: tx.now, prolongReason: reason });
      const { personId, municipalityId } = mark;
      await this.followUps.open(tx, { officeId, personId, municipalityId, kind: protectionDecision, subjectId: id, milestone: String(version), dueOn: tx.today, assigneeId: null });
      await this.audit.record(tx, { action: 'protection.ask-prolonging', subjects: [personId], detail: { protectionId: id } });
      return { id, version: version + 1 };
    });
  }

  async confirm(ctx: Ctx, { id, version }: Saved): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const mark = await this.own.load(tx, id, version);
      confirmProlonging(mark, { staffId: tx.actor.staffId, decides: await this.repository.actorDecides(tx) });
      const lapsesAt = await this.lapse.at(tx);
      await tx.change(ProtectionRow, id, version, { lapsesAt, prolongAskedBy: null, prolongAskedAt: null, prolongReason: null, endAskedBy: null, endAskedAt: null, endReason: null });
      for (const kind of [protectionDecision, protectionExpiry, localMarkReview]) await this.followUps.settleMine(tx, kind, id, 'done');
      await this.notice.open(tx, { ...mark, lapsesAt });
      await this.audit.record(tx, { action: 'protection.confirm-prolonging', subjects: [mark.personId], detail: { protectionId: id, lapsesAt: lapsesAt.toISOString() } });
      return { id, version: version + 1 };
    });
  }
}
