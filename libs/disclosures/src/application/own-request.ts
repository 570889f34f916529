import { Injectable } from '@nestjs/common';
import { notFound, requireVersion } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ProtectionFacade } from '@madoguchi/protection';
import { ReferenceFacade } from '@madoguchi/reference';
import { FORCED_REASON, isForced, isNamed } from '../domain/review';
import { RequestRepository, type StoredItem, type StoredRequest } from '../persistence/request.repository';

/** `forced`: withheld from a proxy because it locates a protected person, whatever a reviewer says. */
export interface ReviewItem extends StoredItem {
  readonly forced: boolean;
}

export interface RequestSaved {
  readonly id: string;
  readonly version: number;
}

/** What the commands of a request ask in the same words: only the office that received it answers it. */
@Injectable()
export class OwnRequest {
  constructor(
    private readonly repository: RequestRepository,
    private readonly protection: ProtectionFacade,
    private readonly reference: ReferenceFacade,
  ) {}

  /** @throws DomainError `not_found` unless the acting office received it and holds the person. */
  async find(tx: Tx, id: string): Promise<StoredRequest> {
    const request = await this.repository.byId(tx, id);
    if (!request) throw notFound();
    return request;
  }

  /** @throws DomainError `not_found`, or `stale` when it was changed meanwhile. */
  async load(tx: Tx, id: string, version: number): Promise<StoredRequest> {
    const request = await this.find(tx, id);
    requireVersion(request, version);
    return request;
  }

  /** The items as they stand now: a measure recorded during the review forces them too. */
  async items(tx: Tx, request: StoredRequest): Promise<readonly ReviewItem[]> {
    const guarded = await this.protection.isProtected(tx, request.personId);
    const locating = new Set((await this.reference.itemGroups(tx)).filter((group) => group.locating).map((group) => group.code));
    const items = await this.repository.items(tx, request.id);
    return items.map((item) => {
      const forced = request.outcome === null && isForced(item, request.requesterKind, guarded, locating);
      return forced ? { ...item, forced, mark: 'withhold', reason: FORCED_REASON, ranges: [], output: null } : { ...item, forced };
    });
  }

  /** Whether the requester bears the name of the other side of a measure in force. */
  async isAdversary(tx: Tx, request: StoredRequest): Promise<boolean> {
    return isNamed(request.requesterName, await this.repository.adversaryNames(tx, request.id));
  }
}
