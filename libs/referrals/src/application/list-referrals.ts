import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { isoDate, type PersonId, readKeyset, writeKeyset } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type Box, type BoxState, NO_DUE_DATE, ReferralBoxes } from '../persistence/referral-boxes';
import { ReferralRepository } from '../persistence/referral.repository';
import { type ReferralItem, ReferralView } from './referral-view';

const PAGE = 50;

export interface ReferralPage {
  readonly items: readonly ReferralItem[];
  readonly nextCursor: string | null;
  /** A number, or 「50+」: a tray is counted as far as a page goes. */
  readonly total: string;
  readonly more: boolean;
}

/** The trays of an office, and the requests about one person. */
@Injectable()
export class ListReferrals {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly access: AccessFacade,
    private readonly boxes: ReferralBoxes,
    private readonly repository: ReferralRepository,
    private readonly view: ReferralView,
    private readonly audit: AuditTrail,
  ) {}

  async box(ctx: Ctx, question: { readonly box: Box; readonly state: BoxState; readonly cursor?: string | undefined }): Promise<ReferralPage> {
    return this.transactions.read(ctx, async (tx) => {
      const [found, total] = await Promise.all([
        this.boxes.page(tx, question.box, question.state, readKeyset(question.cursor), PAGE),
        this.boxes.countUpTo(tx, question.box, question.state, PAGE),
      ]);
      const shown = found.slice(0, PAGE);
      const last = shown.at(-1);
      const more = found.length > PAGE;
      await this.audit.record(tx, {
        action: 'referrals.list',
        subjects: shown.map((one) => one.personId),
        detail: { box: question.box, state: question.state },
      });
      return {
        items: await this.view.items(tx, shown),
        nextCursor: more && last ? writeKeyset({ date: last.replyDueOn ?? isoDate(NO_DUE_DATE), id: last.id }) : null,
        total: total > PAGE ? `${PAGE}+` : String(total),
        more,
      };
    });
  }

  async ofPerson(ctx: Ctx, personId: string): Promise<readonly ReferralItem[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.access.require(tx, personId as PersonId, 'number');
      const items = await this.view.items(tx, await this.repository.ofPerson(tx, personId));
      await this.audit.record(tx, { action: 'referrals.list-of-person', subjects: [personId] });
      return items;
    });
  }
}
