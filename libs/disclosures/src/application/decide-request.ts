import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { requestStatus } from '../domain/disclosure-request';
import { mustBeSecond, mustRefuse, outcomeOf } from '../domain/review';
import { RequestRepository } from '../persistence/request.repository';
import { DisclosureItemRow, DisclosureRequestRow } from '../persistence/request.rows';
import { OwnRequest, type RequestSaved, type ReviewItem } from './own-request';
import { RequestDue } from './request-due';

export interface DecideRequestCommand {
  readonly id: string;
  readonly version: number;
  /** 存否応答拒否 (81条): not even whether there are records. Otherwise the marks say what is decided. */
  readonly refuseExistence: boolean;
  readonly reason?: string | undefined;
}

/** The second person. From here on the copies hold only what is given out (the database deletes the rest). */
@Injectable()
export class DecideRequest {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly repository: RequestRepository,
    private readonly due: RequestDue,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: DecideRequestCommand): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.hold(tx, command.id);
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'decide');
      const { staffId } = tx.actor;
      const items = await this.own.items(tx, request);
      mustBeSecond({ begunBy: request.reviewBegunBy, items }, { staffId, supervises: await this.repository.actorSupervises(tx) });
      if (command.refuseExistence && command.reason === undefined) throw invalidField('reason', 'required', '存否応答拒否の理由を入力してください。');
      const outcome = command.refuseExistence ? 'refuse_existence' : outcomeOf(items);
      mustRefuse(outcome, await this.own.isAdversary(tx, request));
      await this.force(tx, items);
      await tx.change(DisclosureRequestRow, request.id, request.version, {
        status,
        outcome,
        outcomeReason: command.reason ?? null,
        decidedBy: staffId,
        decidedAt: tx.now,
        decidedOn: tx.today,
        documentNumber: await this.repository.nextDocumentNumber(tx),
      });
      await this.due.close(tx, request.id, 'done');
      await this.audit.record(tx, { action: 'disclosures.decide-request', subjects: [request.personId], detail: { requestId: request.id, outcome } });
      return { id: request.id, version: request.version + 1 };
    });
  }

  /** What a measure forces was shown as withheld all along; now it is stored so. */
  private async force(tx: Tx, items: readonly ReviewItem[]): Promise<void> {
    for (const { id, version, mark, reason } of items.filter((item) => item.forced)) {
      await tx.change(DisclosureItemRow, id, version, { mark, reason, ranges: [], output: null });
    }
  }
}
