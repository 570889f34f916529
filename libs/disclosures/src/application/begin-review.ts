import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { conflict, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { requestStatus } from '../domain/disclosure-request';
import { DisclosureItemRow, DisclosureRequestRow } from '../persistence/request.rows';
import { RequestRepository, type StoredRequest } from '../persistence/request.repository';
import { DisclosureParticipants } from './disclosure-participants';
import { OwnRequest, type RequestSaved } from './own-request';

/** Freezes what the own organisation holds of the person at this moment; of what others gave, only that it is there. */
@Injectable()
export class BeginReview {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly repository: RequestRepository,
    private readonly participants: DisclosureParticipants,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'begin_review');
      if (!(await this.repository.actorReadsAll(tx))) throw conflict('groups_closed', 'すべての項目を見られる役割の職員が、審査を始めてください。');
      if (await this.repository.colleaguesHoldMore(tx, request.personId)) {
        throw conflict('colleagues_hold_more', '措置のため見ることのできない記録が、同じ機関の別の窓口にあります。その窓口から提供（2人の決裁）を受けてから、審査を始めてください。');
      }
      const { staffId } = tx.actor;
      const items = await this.copy(tx, request);
      await tx.change(DisclosureRequestRow, request.id, request.version, { status, reviewBegunBy: staffId, reviewBegunAt: tx.now });
      await this.audit.record(tx, { action: 'disclosures.begin-review', subjects: [request.personId], detail: { requestId: request.id, items } });
      return { id: request.id, version: request.version + 1 };
    });
  }

  private async copy(tx: Tx, request: StoredRequest): Promise<number> {
    const provenance = await this.clients.beginWriting(tx, request.personId);
    let position = 0;
    const { organisationName } = request;
    for (const { room, collect } of this.participants.all().map((one) => ({ room: one.room, collect: one.collect.bind(one) }))) {
      const { own, received } = await collect(tx, request.personId);
      const found = [...own.map((one) => ({ ...one, own: true, holderName: organisationName })), ...received.map((one) => ({ ...one, own: false, text: null }))];
      for (const { recordId, itemGroup, date, title, text, own: mine, holderName } of found) {
        position += 1;
        await tx.insert(DisclosureItemRow, {
          ...provenance,
          id: newId<'DisclosureItem'>(),
          requestId: request.id,
          position,
          own: mine,
          room,
          recordId,
          itemGroup,
          holderName,
          happenedOn: date,
          title,
          body: text,
          ranges: [],
        });
      }
    }
    return position;
  }
}
