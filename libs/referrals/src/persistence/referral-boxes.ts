import { Injectable } from '@nestjs/common';
import { scopeParty } from '@madoguchi/access';
import type { Keyset } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { OPEN_RECEIVED, OPEN_SENT } from '../domain/referral';
import { REFERRAL_STATUSES } from '../domain/referral-status';
import { REFERRAL, type StoredReferral } from './referral.repository';

export type Box = 'received' | 'sent';
export type BoxState = 'waiting' | 'open' | 'all';

/** Where no reply is due, a request stands at the end of the list. */
export const NO_DUE_DATE = '9999-12-31';
const DUE = `coalesce(g.reply_due_on, date '${NO_DUE_DATE}')`;

const WHERE: Readonly<Record<Box, string>> = {
  received: 'r.recipient_office_id = (select current_office()) and r.sending_id is not null and r.status = any($1::text[])',
  sent: 'r.source_office_id = (select current_office()) and r.status = any($1::text[])',
};

/** The two trays of an office, by reply date. */
@Injectable()
export class ReferralBoxes {
  /** One line more than `limit` when there is a next page. */
  async page(tx: Tx, box: Box, state: BoxState, after: Keyset | undefined, limit: number): Promise<readonly StoredReferral[]> {
    return tx.query<StoredReferral>(
      `${REFERRAL} where ${WHERE[box]} and (${DUE}, r.id) > ($2::date, $3::uuid) order by ${DUE}, r.id limit $4`,
      [statuses(box, state), after?.date ?? '-infinity', after?.id ?? '00000000-0000-0000-0000-000000000000', limit + 1],
    );
  }

  /** How many there are, counted no further than one past `limit`. */
  async countUpTo(tx: Tx, box: Box, state: BoxState, limit: number): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `select count(*) as n from (select 1 from referral r ${scopeParty('r')} where ${WHERE[box]} limit $2) counted`,
      [statuses(box, state), limit + 1],
    );
    return row?.n ?? 0;
  }
}

function statuses(box: Box, state: BoxState): readonly string[] {
  const open = box === 'received' ? OPEN_RECEIVED : OPEN_SENT;
  switch (state) {
    case 'all':
      return REFERRAL_STATUSES;
    case 'open':
      return open;
    case 'waiting':
      return open.filter((status) => status !== 'accepted');
  }
}
