import { Injectable } from '@nestjs/common';
import { conflict } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferralRepository } from '../persistence/referral.repository';
import { Packet, packetChange } from './packet';
import { ReferralMoves, type ReferralSaved } from './referral-moves';

/** Takes a returned request up again: a draft that begins as a copy of what went out. What went out stays as it was. */
@Injectable()
export class ReviseReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly packet: Packet,
    private readonly repository: ReferralRepository,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'revise');
      const { referral } = moving;
      if (await this.repository.openOfPair(tx, referral.personId, referral.sourceOfficeId, referral.recipientOfficeId)) {
        throw conflict('referral_open', 'この送り先への支援要請がすでにあります。');
      }
      const sent = await this.repository.parts(tx, referral.id, referral.sendingId);
      const saved = await this.moves.finish(tx, moving, 'revise', { submittedAt: null }, {}, [packetChange(referral.personId, [], sent)]);
      await this.packet.write(tx, referral, referral.id, sent);
      return saved;
    });
  }
}
