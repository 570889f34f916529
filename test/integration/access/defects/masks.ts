import type { Client } from 'pg';
import { type Defect, atTheEnd, inEveryRun, rewritten, rewrittenOnly, rewrittenUntilTheEnd, sendAway, sql } from './defect';

const wanted = 'access_wanted_masks';

/** Somebody's assignment is touched, and nothing of it changed. */
async function derivedAgain(owner: Client): Promise<() => void> {
  await owner.query('update assignment set valid_until = valid_until where false');
  return () => undefined;
}

/** The views that look behind the policies: who asks, in which role, for what, and when. */
const asked: readonly Defect[] = [
  inEveryRun(rewrittenOnly('readable: the role’s groups are not asked', 'readable', 'm.groups & k.groups as groups', 'm.groups')),
  rewrittenOnly('readable: the day is not asked of who acts', 'readable', 'from current_actor a', 'from actor a where a.assignment_id = current_assignment()', sendAway),
  inEveryRun(rewrittenOnly('readable: who acts is not asked', 'readable', /current_actor a([^]*?) join access_mask m on m\.grantee_office_id = k\.office_id and/g, 'actor a$1 join access_mask m on')),
  inEveryRun(rewrittenOnly('readable: the end of validity is compared with >=', 'readable', 'm.valid_until > k.now', 'm.valid_until >= k.now', atTheEnd)),
  rewrittenOnly('readable: the start of validity is compared with <', 'readable', 'm.valid_from <= k.now', 'm.valid_from < k.now'),
  rewrittenOnly('readable: the clock is not asked', 'readable', 'and m.valid_from <= k.now and m.valid_until > k.now', '', atTheEnd),
  inEveryRun(rewrittenOnly('readable: own rows count as all rows', 'readable', 'm.own_rows & k.groups as own_rows', '0 as own_rows')),
  sql('readable: the barrier is gone', 'alter view readable reset (security_barrier)'),
  sql('readable belongs to whoever migrates', 'alter view readable owner to current_user'),
  rewrittenOnly('reachable: the office is not asked', 'reachable', 'm.grantee_office_id = k.office_id and ', ''),
  rewrittenOnly('reachable: the purpose is not asked', 'reachable', 'm.purpose = k.purpose and ', ''),
  rewrittenOnly('reachable: the end of validity is not asked', 'reachable', ' and m.valid_until > k.now', '', atTheEnd),
  rewrittenOnly('reachable: whoever sees nobody is let in', 'reachable', /where a\.groups & 1 <> 0/g, ''),
  sql('reachable: the barrier is gone', 'alter view reachable reset (security_barrier)'),
  rewrittenOnly('access_cell: another office’s masks are shown', 'access_cell', /where m\.grantee_office_id = [^;]*/g, ''),
  rewrittenOnly('access_cell: whoever sees nobody is let in', 'access_cell', /current_actor a where a\.groups & 1 <> 0/g, 'current_actor a'),
  inEveryRun(sql('the application reads masks past their views', 'grant select on access_mask to madoguchi_app; create policy convenience on access_mask for select to madoguchi_app using (true)')),
  sql('access_mask: row security is off', 'alter table access_mask disable row level security'),
  sql('access_mask: the gate reads nothing', 'alter policy access_mask_gate on access_mask using (false)'),
];

/** What a bit means, to the policies and to who acts. */
const bits: readonly Defect[] = [
  inEveryRun(sql('two bits are exchanged', "update item_group set bit = 30 where code = 'contact'; update item_group set bit = 2 where code = 'basic'; update item_group set bit = 1 where code = 'contact'")),
  rewrittenOnly('a role has every group’s bit', 'actor_wanted', /on i\.code = g\.item_group where g\.role = a\.role/g, 'on i.code = g.item_group', derivedAgain),
  rewrittenOnly('a role has no bits', 'actor_wanted', 'coalesce((select bit_or(1 << i.bit)', 'coalesce((select 0 * bit_or(1 << i.bit)', derivedAgain),
  rewrittenOnly('whoever acts has every bit', 'current_actor', 'r.groups from', '-1 as groups from'),
];

/** Cells gathered into masks. */
const gathered: readonly Defect[] = [
  inEveryRun(rewrittenUntilTheEnd('a mask goes on where one of its cells has ended', wanted, 'c.valid_until >= p.until', 'p.until is not null')),
  inEveryRun(rewritten('own rows are lost between cells and masks', wanted, 'coalesce(bit_or(c.bit) filter (where c.own_rows), 0)', '0')),
  rewritten('a mask gathers both purposes', wanted, '(c.grantee_office_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.source_organisation_id, p.purpose)', '(c.grantee_office_id, c.source_organisation_id) = (p.grantee_office_id, p.source_organisation_id)'),
  rewritten('a mask gathers every holder', wanted, '(c.grantee_office_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.source_organisation_id, p.purpose)', '(c.grantee_office_id, c.purpose) = (p.grantee_office_id, p.purpose)'),
  rewritten('a mask gathers every office', wanted, '(c.grantee_office_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.source_organisation_id, p.purpose)', '(c.source_organisation_id, c.purpose) = (p.source_organisation_id, p.purpose)'),
  rewritten('a mask holds one group alone', wanted, 'bit_or(c.bit), coalesce(bit_or(c.bit) filter (where c.own_rows), 0)', 'min(c.bit), 0'),
  inEveryRun(rewrittenUntilTheEnd('tokens are joined over a gap', 'access_rebuild_tokens(uuid)', 'range_agg(tstzrange(m.valid_from, m.valid_until)) as span', "tstzmultirange(tstzrange(min(m.valid_from), 'infinity')) as span")),
];

export const MASKS: readonly Defect[] = [...asked, ...bits, ...gathered];
