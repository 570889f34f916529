import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { conflict } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ProtectionFacade } from '@madoguchi/protection';
import { RequestRepository, type StoredItem, type StoredRequest } from '../persistence/request.repository';
import { OwnRequest, type ReviewItem } from './own-request';

export type { StoredItem, StoredRequest };

export interface RequestsOfPerson {
  /** Whether the acting organisation holds the person itself: only then it answers requests. */
  readonly holds: boolean;
  readonly requests: readonly StoredRequest[];
}

export interface OpenedRequest {
  readonly request: StoredRequest;
  readonly items: readonly ReviewItem[];
  /** Whether the acting member of staff may be the second person. */
  readonly decides: boolean;
  /** The requester bears the name of the other side of a measure: told to the office that keeps the measure only. */
  readonly adversary: boolean;
}

/** Looks at requests: the list of a person, one under review, and what is given out. */
@Injectable()
export class ReadRequests {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly protection: ProtectionFacade,
    private readonly own: OwnRequest,
    private readonly repository: RequestRepository,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx, personId: string): Promise<RequestsOfPerson> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      await this.audit.record(tx, { action: 'disclosures.list-requests', subjects: [personId] });
      return { holds: await this.clients.holds(tx, personId), requests: await this.repository.ofPerson(tx, personId) };
    });
  }

  async open(ctx: Ctx, id: string): Promise<OpenedRequest> {
    return this.transactions.read(ctx, async (tx) => {
      const request = await this.own.find(tx, id);
      await this.audit.record(tx, { action: 'disclosures.open-request', subjects: [request.personId], detail: { requestId: id } });
      const items = await this.own.items(tx, request);
      const { staffId } = tx.actor;
      const reviewed = request.reviewBegunBy === staffId || items.some((item) => item.markedBy === staffId);
      const keeps = await this.protection.keeps(tx, request.personId);
      return {
        request,
        items,
        decides: !reviewed && (await this.repository.actorSupervises(tx)),
        adversary: keeps && (await this.own.isAdversary(tx, request)),
      };
    });
  }

  /** Nothing is given out, and nothing prints, before the decision. @throws DomainError `not_decided`. */
  async pack(ctx: Ctx, id: string): Promise<{ readonly request: StoredRequest; readonly items: readonly StoredItem[] }> {
    return this.transactions.read(ctx, async (tx) => {
      const request = await this.own.find(tx, id);
      if (request.outcome === null) throw conflict('not_decided', '決定の前には、文書を表示も印刷もできません。');
      await this.audit.record(tx, { action: 'disclosures.see-pack', subjects: [request.personId], detail: { requestId: id } });
      return { request, items: request.outcome === 'refuse_existence' ? [] : await this.repository.items(tx, id) };
    });
  }
}
