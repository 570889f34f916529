import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type IsoDate, newId, notFound, requireVersion, type StoredOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { type Attempt, checkAttempt, type Outcome, requireRecordable } from '../domain/retention';
import { ATTEMPT, SEPARATION_ENTRY } from '../domain/records';
import { type OwnCheck, PlacementRepository } from '../persistence/placement.repository';
import { JobSeparationRow, RetentionCheckRow } from '../persistence/placement.rows';
import { retentionCheck } from './follow-up-kinds';

export interface RecordRetentionCommand extends Attempt, StoredOf<typeof ATTEMPT> {
  readonly checkId: string;
  readonly version: number;
}

/** 定着確認: one attempt, with whom, and what it found. 離職 ends the placement and the checks that remain. */
@Injectable()
export class RecordRetention {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PlacementRepository,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordRetentionCommand): Promise<{ id: string; version: number; outcome: Outcome }> {
    return this.transactions.run(ctx, async (tx) => {
      const known = await this.repository.ownCheck(tx, command.checkId);
      if (!known) throw notFound();
      await this.clients.lockCase(tx, known.caseId);
      // Read again behind the lock: the placement may have been cancelled, or left, while it was waited for.
      const check = (await this.repository.ownCheck(tx, command.checkId)) ?? known;
      requireVersion(check, command.version);
      requireRecordable(check, check.outcome);
      checkAttempt(command, check.hiredOn, tx.today);
      const { checkId, version, leftOn, separationReason, ...attempt } = command;
      await this.reference.requireCodes(tx, attempt.attemptedOn, codesOf(ATTEMPT, attempt));
      await tx.change(RetentionCheckRow, checkId, version, attempt);
      await this.followUps.settleMine(tx, retentionCheck, check.placementId, 'done', check.milestone);
      if (leftOn !== null && separationReason !== null) await this.leave(tx, check, leftOn, separationReason);
      await this.audit.record(tx, {
        action: 'placements.record-retention',
        subjects: [check.personId],
        detail: { checkId, placementId: check.placementId, milestone: check.milestone, outcome: attempt.outcome, reached: attempt.reached },
      });
      return { id: checkId, version: version + 1, outcome: attempt.outcome };
    });
  }

  /** The same case goes on: whoever left is looked after again, unless another placement holds. */
  private async leave(tx: Tx, check: OwnCheck, leftOn: IsoDate, separationReason: string): Promise<void> {
    await this.reference.requireCodes(tx, leftOn, codesOf(SEPARATION_ENTRY, { separationReason }));
    const provenance = await this.clients.beginWriting(tx, check.personId);
    await tx.insert(JobSeparationRow, { id: newId<'JobSeparation'>(), ...provenance, placementId: check.placementId, leftOn, reason: separationReason, note: null });
    await this.followUps.settle(tx, retentionCheck, check.placementId, 'void');
    const others = await this.repository.running(tx, check.personId, check.caseId);
    if (others.length === 0) await this.clients.moveCase(tx, check.personId, check.caseId, 'open');
  }
}
