import { definer, type StandingObject, WORKER } from '../object';
import { untold } from '../policies';

/** Whether persons are found by what is held of them, and by nothing else. */
export const TOKENS: readonly StandingObject[] = [
  // Tells where tokens have drifted from names, contact, masks and measures. As of masks, only what is still to come is
  // compared. It is written without looking at access_rebuild_tokens.
  definer(
    'worker',
    `create function token_differences(p_person uuid) returns bigint language sql stable as $$
  with clock as (select coalesce(app_now(), clock_timestamp()) as now),
  cell as (select m.grantee_office_id, m.source_organisation_id, i.code as item_group, unnest(range_agg(tstzrange(m.valid_from, m.valid_until))) as span
    from access_mask m join item_group i on m.groups >> i.bit & 1 = 1 where m.person_id = p_person and m.purpose = 'support' group by 1, 2, 3),
  -- Under a measure nobody finds by contact; a 秘匿 that lapses is over then. One against the registering office changes nothing
  -- there, or its search would tell.
  lapse as (select o.grantee_office_id, max(coalesce(p.lapses_at, 'infinity')) as at
    from (select distinct c.grantee_office_id from cell c) o join protection p on p.person_id = p_person and p.ended_at is null
      and not exists (select 1 from person w where w.id = p_person and w.source_office_id = o.grantee_office_id and ${untold('p', 'w.source_office_id')})
    group by 1),
  wanted as (select c.grantee_office_id, c.source_organisation_id, t.item_group, t.token,
      greatest(lower(c.span), k.now, case when t.item_group = 'contact' then l.at end), upper(c.span)
    from clock k cross join tokens_of_clients t join cell c on c.source_organisation_id = t.source_organisation_id and c.item_group = t.item_group
      left join lapse l on l.grantee_office_id = c.grantee_office_id
    where t.person_id = p_person and upper(c.span) > greatest(k.now, case when t.item_group = 'contact' then l.at end)),
  held as (select s.grantee_office_id, s.source_organisation_id, s.item_group, s.token, greatest(s.valid_from, k.now), s.valid_until
    from clock k join search_token s on s.person_id = p_person and s.valid_until > k.now)
  select count(*) from ((select * from wanted except select * from held) union all (select * from held except select * from wanted)) d $$`,
    WORKER,
  ),
  // For the worker, which reads no person: walks the persons in the order of their ids and says where masks or tokens have drifted.
  definer(
    'worker',
    `create function access_drift(p_after uuid, p_limit integer) returns table (person_id uuid, cells bigint, tokens bigint)
  language sql stable as $$
  select p.id, access_differences(p.id), token_differences(p.id) from person p where p.id > p_after order by p.id limit p_limit $$`,
    WORKER,
  ),
];
