import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { addDays, compareDates, type IsoDate, newId, notFound, requireVersion, storedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { ReferralsFacade } from '@madoguchi/referrals';
import { confirm, type PlacementStatus } from '../domain/placement';
import { RETENTION_CHECK } from '../domain/records';
import { checksAfter, parseMilestones } from '../domain/retention';
import { type OwnPlacement, PlacementRepository } from '../persistence/placement.repository';
import { PlacementRow, RetentionCheckRow } from '../persistence/placement.rows';
import { incomeReport, retentionCheck } from './follow-up-kinds';

/** 把握・確認: from now on the placement counts, is looked after, and the city is told to ask for the income report. */
@Injectable()
export class ConfirmPlacement {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PlacementRepository,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly referrals: ReferralsFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    placementId: string,
    version: number,
    confirmedOn: IsoDate,
  ): Promise<{ id: string; version: number; status: PlacementStatus }> {
    return this.transactions.run(ctx, async (tx) => {
      const placement = await this.repository.own(tx, placementId);
      if (!placement) throw notFound();
      requireVersion(placement, version);
      await this.clients.lockCase(tx, placement.caseId);
      const status = confirm(placement.status, placement.hiredOn, confirmedOn, tx.today);
      const provenance = await this.clients.beginWriting(tx, placement.personId);
      await tx.change(PlacementRow, placementId, version, { status, confirmedOn, confirmedBy: provenance.writtenBy });
      await this.openChecks(tx, placement, provenance);
      await this.askForIncomeReport(tx, placement, provenance);
      await this.clients.moveCase(tx, placement.personId, placement.caseId, 'retention');
      await this.audit.record(tx, { action: 'placements.confirm', subjects: [placement.personId], detail: { placementId } });
      return { id: placementId, version: version + 1, status };
    });
  }

  private async openChecks(tx: Tx, placement: OwnPlacement, provenance: Provenance): Promise<void> {
    const rules = parseMilestones(await this.reference.setting(tx, 'retention.milestones'));
    for (const { milestone, dueOn } of checksAfter(placement.hiredOn, rules)) {
      await tx.insert(RetentionCheckRow, {
        id: newId<'RetentionCheck'>(),
        ...provenance,
        placementId: placement.id,
        ...storedOf(RETENTION_CHECK, { milestone, dueOn }),
      });
      await this.followUps.open(tx, {
        officeId: provenance.sourceOfficeId,
        personId: provenance.personId,
        municipalityId: provenance.municipalityId,
        kind: retentionCheck,
        subjectId: placement.id,
        milestone,
        dueOn,
        assigneeId: provenance.writtenBy,
      });
    }
  }

  /**
   * 収入申告・収入認定の確認 is the sending city's task. It would tell of the placement, so it is opened only while
   * that office may read it.
   */
  private async askForIncomeReport(tx: Tx, placement: OwnPlacement, provenance: Provenance): Promise<void> {
    const sender = (await this.referrals.activeFor(tx, placement.personId))?.sourceOfficeId;
    if (sender === undefined || !(await this.access.sharesWith(tx, provenance.personId, [sender], 'placement'))) return;
    const afterHiring = addDays(placement.hiredOn, await this.reference.number(tx, 'placement.income_report_days'));
    const held = await this.clients.caseOf(tx, placement.personId);
    await this.followUps.open(tx, {
      officeId: sender,
      personId: provenance.personId,
      municipalityId: provenance.municipalityId,
      kind: incomeReport,
      subjectId: placement.id,
      dueOn: compareDates(afterHiring, tx.today) < 0 ? tx.today : afterHiring,
      assigneeId: held?.workerId ?? null,
    });
  }
}
