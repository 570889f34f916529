import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

/** What can be handed over: 担当ケース, 世帯の地区担当, 期限・対応, 支援要請の担当. */
export const HANDOVER_KINDS = ['case', 'household', 'follow_up', 'referral'] as const;
export type HandoverKind = (typeof HANDOVER_KINDS)[number];

/** One thing that somebody of the acting office has in hand, as the reader's own access shows it. */
export interface HeldItem {
  readonly id: string;
  /** Whom it is about, for the audit record. */
  readonly personIds: readonly string[];
  /** Number and, where it may be read, name; or the number of the household. */
  readonly label: string;
  /** Code of what it is: state of the case, kind of the due item, state of the request. */
  readonly state: string;
  /** Since when, or when it is due. */
  readonly on: IsoDate | null;
}

/**
 * A room whose records name one member of staff as the one who works on them. It reads and writes in the caller's
 * transaction, under the acting office, and only what belongs to that office.
 */
export interface HandoverParticipant {
  readonly kind: HandoverKind;
  /** How many things each member of staff has in hand here. */
  holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]>;
  held(tx: Tx, staffId: string): Promise<readonly HeldItem[]>;
  /** Gives those of `ids` that `from` still has to `to`. @returns the items that went over. */
  handOver(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<readonly HeldItem[]>;
}

/** Earlier rooms never call later ones: later rooms enter themselves here when their module starts. */
@Injectable()
export class HandoverParticipants {
  private readonly entered = new Map<HandoverKind, HandoverParticipant>();

  /** @throws Error when a kind is entered twice: it would be handed over twice. */
  register(participant: HandoverParticipant): void {
    if (this.entered.has(participant.kind)) throw new Error(`${participant.kind} takes part in handovers already`);
    this.entered.set(participant.kind, participant);
  }

  /** In the order of the kinds, whichever room started first. */
  all(): readonly HandoverParticipant[] {
    return HANDOVER_KINDS.flatMap((kind) => this.entered.get(kind) ?? []);
  }
}
