import { Injectable } from '@nestjs/common';
import type { HeldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

/** What another organisation gave to the acting one: named for consultation or 移送, without its text. */
export type ReceivedRecord = Omit<HeldRecord, 'text'> & { readonly holderName: string };

export interface CollectedRecords {
  readonly own: readonly HeldRecord[];
  readonly received: readonly ReceivedRecord[];
}

/** A room that holds records about persons. It answers for the acting organisation alone. */
export interface DisclosureParticipant {
  readonly room: string;
  /** Its tables with rows about a person; a test holds them against the database. */
  readonly tables: readonly string[];
  collect(tx: Tx, personId: string): Promise<CollectedRecords>;
}

/** Earlier rooms never call later ones: later rooms enter themselves here when their module starts. */
@Injectable()
export class DisclosureParticipants {
  private readonly entered = new Map<string, DisclosureParticipant>();

  /** @throws Error when a room enters itself twice: its records would be listed twice. */
  register(participant: DisclosureParticipant): void {
    if (this.entered.has(participant.room)) throw new Error(`Room ${participant.room} takes part in disclosure requests already`);
    this.entered.set(participant.room, participant);
  }

  all(): readonly DisclosureParticipant[] {
    return [...this.entered.values()];
  }
}
