import type { Codes } from '../reference/use-codes';
import type { FollowUp } from './api/follow-ups';

/** 「定着確認（1か月）」 */
export function workOf(item: FollowUp, codes: Codes): string {
  const kind = codes.label('follow_up_kind', item.kind);
  return item.milestones === null || item.milestone === '' ? kind : `${kind}（${codes.label(item.milestones, item.milestone)}）`;
}
