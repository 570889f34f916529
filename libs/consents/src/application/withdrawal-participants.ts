import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { SupportContinues } from '../domain/consent';

/** The consent that is (or would be) withdrawn. */
export interface ConsentToWithdraw {
  readonly id: string;
  readonly municipalityId: string;
  /** The office that took the consent and now withdraws it; it is the acting office. */
  readonly sourceOfficeId: string;
  /** The office that the consent names, or all offices of the organisation that it names. */
  readonly recipientOfficeIds: readonly string[];
}

export interface WithdrawalFacts {
  readonly withdrawnOn: IsoDate;
  readonly supportContinues: SupportContinues;
}

export interface AffectedReferral {
  readonly id: string;
  readonly status: string;
  readonly recipientOfficeName: string;
}

export interface AffectedExport {
  readonly id: string;
  readonly requestedAt: Date;
  readonly officeName: string;
}

/** What a withdrawal touches in one room. A rehearsal tells exactly what the withdrawal then does. */
export interface WithdrawalEffect {
  readonly openReferrals?: readonly AffectedReferral[];
  readonly plans?: number;
  readonly appointments?: number;
  /** What is being passed on to third offices, or waits for approval. */
  readonly onwardSharings?: number;
  readonly exports?: readonly AffectedExport[];
  /** Items that will be added to somebody's queue. */
  readonly followUps?: number;
}

/** A room in which a withdrawal has consequences. It works in the withdrawal's transaction, under the withdrawing office. */
export interface WithdrawalParticipant {
  readonly room: string;
  rehearse(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect>;
  apply(tx: Tx, personId: string, consent: ConsentToWithdraw, facts: WithdrawalFacts): Promise<void>;
}

/** Earlier rooms never call later ones: later rooms enter themselves here when their module starts. */
@Injectable()
export class WithdrawalParticipants {
  private readonly entered = new Map<string, WithdrawalParticipant>();

  /** @throws Error when a room enters itself twice: its consequences would happen twice. */
  register(participant: WithdrawalParticipant): void {
    if (this.entered.has(participant.room)) throw new Error(`Room ${participant.room} takes part in withdrawals already`);
    this.entered.set(participant.room, participant);
  }

  all(): readonly WithdrawalParticipant[] {
    return [...this.entered.values()];
  }
}
