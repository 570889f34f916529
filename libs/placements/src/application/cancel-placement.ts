import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { PLACEMENT_MOVES, type PlacementStatus } from '../domain/placement';
import { PLACEMENT } from '../domain/records';
import { PlacementRepository } from '../persistence/placement.repository';
import { PlacementRow } from '../persistence/placement.rows';
import { incomeReport, retentionCheck } from './follow-up-kinds';

/** 取消 with a coded reason; everything that was due because of the placement falls away. */
@Injectable()
export class CancelPlacement {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PlacementRepository,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly access: AccessFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    placementId: string,
    version: number,
    reason: string,
  ): Promise<{ id: string; version: number; status: PlacementStatus }> {
    return this.transactions.run(ctx, async (tx) => {
      const placement = await this.repository.own(tx, placementId);
      if (!placement) throw notFound();
      await this.access.mustWork(tx, placement.personId);
      requireVersion(placement, version);
      await this.clients.lockCase(tx, placement.caseId);
      const status = PLACEMENT_MOVES.next(placement.status, 'cancel');
      await this.reference.requireCode(tx, 'placement_cancelled_reason', reason, tx.today, 'reason', PLACEMENT.fields.cancelledReason.label);
      await tx.change(PlacementRow, placementId, version, { status, cancelledReason: reason });
      if (placement.status === 'confirmed') {
        await this.followUps.settle(tx, retentionCheck, placementId, 'void');
        await this.followUps.settle(tx, incomeReport, placementId, 'void');
        const others = await this.repository.running(tx, placement.personId, placement.caseId);
        if (others.length === 0) await this.clients.moveCase(tx, placement.personId, placement.caseId, 'open');
      }
      await this.audit.record(tx, { action: 'placements.cancel', subjects: [placement.personId], detail: { placementId, reason } });
      return { id: placementId, version: version + 1, status };
    });
  }
}
