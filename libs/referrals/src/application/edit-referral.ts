import { Injectable } from '@nestjs/common';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { Part } from '../domain/referral';
import { ReferralRepository } from '../persistence/referral.repository';
import { Packet, packetChange } from './packet';
import { ReferralMoves, type ReferralSaved } from './referral-moves';

/** Writes the packet of a draft anew. */
@Injectable()
export class EditReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly packet: Packet,
    private readonly repository: ReferralRepository,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly parts: readonly Part[] }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'edit');
      const { personId, recipientOfficeId } = moving.referral;
      await this.packet.check(tx, personId, recipientOfficeId, command.parts);
      const before = await this.repository.parts(tx, command.id, null);
      // The row first: whoever edits at the same time waits there, and finds that it is late.
      const saved = await this.moves.finish(tx, moving, 'edit', {}, {}, [packetChange(personId, before, command.parts)]);
      await this.packet.write(tx, moving.referral, command.id, command.parts);
      return saved;
    });
  }
}
