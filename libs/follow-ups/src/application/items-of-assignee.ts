import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { type HandoverParticipant, HandoverParticipants, type HeldItem } from '@madoguchi/identity';
import type { Tx } from '@madoguchi/platform';
import { FollowUpRepository } from '../persistence/follow-up.repository';

/** 期限・対応: the open items of the acting office come to the successor as new. */
@Injectable()
export class ItemsOfAssignee implements HandoverParticipant, OnModuleInit {
  readonly kind = 'follow_up';

  constructor(
    private readonly participants: HandoverParticipants,
    private readonly repository: FollowUpRepository,
    private readonly clients: ClientsFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return this.repository.holders(tx);
  }

  async held(tx: Tx, staffId: string): Promise<readonly HeldItem[]> {
    const items = await this.repository.heldBy(tx, staffId);
    const labels = await this.clients.numbersAndNames(tx, items.map((one) => one.personId));
    return items.map(({ id, personId, kind, dueOn }) => {
      const known = labels.get(personId);
      const label = [known?.number, known?.familyName, known?.givenName, known?.protected ? 'DV等支援措置' : null].filter((word) => word != null).join(' ');
      return { id, personIds: [personId], label, state: kind, on: dueOn };
    });
  }

  async handOver(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<readonly HeldItem[]> {
    await this.repository.hold(tx, ids);
    const wanted = new Set(ids);
    const moving = (await this.held(tx, from)).filter((one) => wanted.has(one.id));
    await this.repository.give(tx, from, to, moving.map((one) => one.id));
    return moving;
  }
}
