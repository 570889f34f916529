import { definer, GATE, type StandingObject, view, WORKER } from '../object';

/**
 * Cells are what reasons let through, less what locates a protected person, plus what two persons released of it; from
 * reasons to cells in three steps, each a view or a function of one concern. Cells that are open at once are one mask.
 */
export const MASKS: readonly StandingObject[] = [
  // One row a reason and item group: for how long it reaches, and what a measure does to it.
  // withheld: gone while a measure works. One that works with the person keeps what no other office of it wrote down; the
  // office that registered the person keeps all, and as much as that one under a 秘匿 against itself. own_rows: of many
  // records it keeps what it wrote itself.
  view(
    `create view access_span as
  select r.person_id, r.kind, r.grantee_office_id, r.source_organisation_id, g.item_group, r.purpose, r.valid_until,
    tstzmultirange(tstzrange(r.valid_from, r.valid_until)) * case when r.kind = 'onward' and p.id is null then coalesce(l.span, '{}')
      else tstzmultirange(tstzrange(null, null)) end as span,
    case when r.kind in ('ownership', 'authorship') then exists (select 1 from writers_of_clients w where w.person_id = r.person_id and w.item_group = g.item_group
        and w.source_organisation_id = r.source_organisation_id and w.source_office_id <> r.grantee_office_id)
      else coalesce(i.locating, true) end as withheld,
    r.kind in ('ownership', 'authorship') and coalesce(i.locating, true) and g.item_group not in ('contact', 'household') as own_rows
  from access_reason r cross join lateral unnest(r.item_groups) as g(item_group)
  left join item_group i on i.code = g.item_group
  left join onward_sharing p on p.id = r.under_id and p.source_organisation_id = r.source_organisation_id
  left join limits_of_onward_sharing l on l.person_id = r.person_id and l.onward_id = r.under_id
    and l.source_organisation_id = r.source_organisation_id and l.item_group = g.item_group and l.purpose = r.purpose
  where r.valid_from < r.valid_until`,
    GATE,
  ),
  // The same under measures: what is left, and where the grantee's own rows are left alone. A release gives out what its
  // own organisation holds, and adds nothing to exceptional access.
  view(
    `create view access_left_over as
  select s.person_id, s.grantee_office_id, s.source_organisation_id, s.item_group, s.purpose, s.valid_until,
    case when s.withheld or s.own_rows then s.span - m.closed else s.span end as span,
    case when s.own_rows then s.span * m.closed else '{}' end as own_span
  from access_span s
  left join guarded_of_protection k on k.person_id = s.person_id
  left join registrar_of_protection h on h.person_id = s.person_id and h.office_id = s.grantee_office_id
  left join released_of_protection x on x.person_id = s.person_id and x.grantee_office_id = s.grantee_office_id
    and x.source_organisation_id = s.source_organisation_id and x.item_group = s.item_group and s.kind <> 'exceptional'
  cross join lateral (select coalesce(case s.kind when 'ownership' then h.untold else k.span end, '{}'::tstzmultirange) - coalesce(x.span, '{}'::tstzmultirange) as closed) m`,
    GATE,
  ),
  // The cells of a person that have not ended: one row a disjoint interval. Whoever may see something may see the number.
  definer(
    'nobody',
    `create function access_wanted_cells(p_person uuid, p_now timestamptz)
  returns table (grantee_office_id uuid, source_organisation_id uuid, item_group text, purpose text, valid_from timestamptz, valid_until timestamptz, own_rows boolean)
  language sql stable as $$
  with numbered as (
    select l.grantee_office_id, l.source_organisation_id, l.item_group, l.purpose, l.span, l.own_span
    from access_left_over l where l.person_id = p_person and l.valid_until > p_now
    union all
    select s.grantee_office_id, p.source_organisation_id, 'number', s.purpose, s.span, '{}'::tstzmultirange
    from access_span s cross join (
      select coalesce((select q.source_organisation_id from person q where q.id = p_person), current_organisation()) as source_organisation_id) p
    where s.person_id = p_person and s.valid_until > p_now),
  gathered as (
    select n.grantee_office_id, n.source_organisation_id, n.item_group, n.purpose, range_agg(n.span) as span, range_agg(n.own_span) as own_span
    from numbered n group by 1, 2, 3, 4),
  merged as (
    select g.grantee_office_id, g.source_organisation_id, g.item_group, g.purpose, unnest(g.span) as span, false as own_rows from gathered g
    union all
    select g.grantee_office_id, g.source_organisation_id, g.item_group, g.purpose, unnest(g.own_span - g.span), true from gathered g)
  select m.grantee_office_id, m.source_organisation_id, m.item_group, m.purpose, lower(m.span), upper(m.span), m.own_rows from merged m
  where upper(m.span) > p_now $$`,
  ),
  // The same with the item groups as bits: from each moment at which a cell begins or ends to the next, all that are open.
  definer(
    'nobody',
    `create function access_wanted_masks(p_person uuid, p_now timestamptz)
  returns table (grantee_office_id uuid, source_organisation_id uuid, purpose text, valid_from timestamptz, valid_until timestamptz, groups integer, own_rows integer)
  language sql stable as $$
  with cell as materialized (
    select w.grantee_office_id, w.source_organisation_id, w.purpose, w.valid_from, w.valid_until, 1 << i.bit as bit, w.own_rows
    from access_wanted_cells(p_person, p_now) w join item_group i on i.code = w.item_group),
  edge as (
    select c.grantee_office_id, c.source_organisation_id, c.purpose, c.valid_from as at from cell c
    union select c.grantee_office_id, c.source_organisation_id, c.purpose, c.valid_until from cell c),
  piece as (
    select e.*, lead(e.at) over (partition by e.grantee_office_id, e.source_organisation_id, e.purpose order by e.at) as until from edge e)
  select p.grantee_office_id, p.source_organisation_id, p.purpose, p.at, p.until, bit_or(c.bit), coalesce(bit_or(c.bit) filter (where c.own_rows), 0)
  from piece p join cell c on (c.grantee_office_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.source_organisation_id, p.purpose)
    and c.valid_from <= p.at and c.valid_until >= p.until
  group by 1, 2, 3, 4, 5 $$`,
  ),
  definer(
    'nobody',
    `create function access_rebuild(p_person uuid) returns void language plpgsql volatile as $$
begin
  delete from access_mask where person_id = p_person;
  insert into access_mask (grantee_office_id, person_id, source_organisation_id, purpose, valid_from, valid_until, groups, own_rows)
  select w.grantee_office_id, p_person, w.source_organisation_id, w.purpose, w.valid_from, w.valid_until, w.groups, w.own_rows
  from access_wanted_masks(p_person, coalesce(app_now(), clock_timestamp())) w;
  perform access_rebuild_tokens(p_person);
end $$`,
  ),
  // Tokens follow from masks, one row a cell. A search by phone never confirms a protected person, in no office: the times
  // under a measure are left out, in the office at which the danger is those of which it is told.
  definer(
    'nobody',
    `create function access_rebuild_tokens(p_person uuid) returns void language plpgsql volatile as $$
begin
  delete from search_token where person_id = p_person;
  insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
  select c.grantee_office_id, t.token, p_person, c.source_organisation_id, c.item_group, lower(open.span), upper(open.span)
  from (
    select m.grantee_office_id, m.source_organisation_id, i.code as item_group, range_agg(tstzrange(m.valid_from, m.valid_until)) as span
    from access_mask m join item_group i on m.groups & (1 << i.bit) <> 0
    where m.person_id = p_person and m.purpose = 'support' group by 1, 2, 3) c
  join tokens_of_clients t on t.person_id = p_person and t.source_organisation_id = c.source_organisation_id and t.item_group = c.item_group
  left join guarded_of_protection k on k.person_id = p_person and c.item_group = 'contact'
  left join registrar_of_protection h on h.person_id = p_person and h.office_id = c.grantee_office_id and c.item_group = 'contact'
  cross join lateral unnest(c.span - coalesce(h.told, k.span, '{}'::tstzmultirange)) as open(span)
  where upper(open.span) > coalesce(app_now(), clock_timestamp());
end $$`,
  ),
  // Tells where reasons and masks have drifted apart: the differential job counts these rows, which must be none. Only
  // what is still to come is compared: a mask keeps its beginning when one of the reasons that made it runs out.
  definer(
    'worker',
    `create function access_differences(p_person uuid) returns bigint language sql stable as $$
  with clock as (select coalesce(app_now(), clock_timestamp()) as now),
  wanted as (select w.grantee_office_id, w.source_organisation_id, w.purpose, greatest(w.valid_from, k.now), w.valid_until, w.groups, w.own_rows
    from clock k cross join lateral access_wanted_masks(p_person, k.now) w where w.valid_until > k.now),
  held as (select m.grantee_office_id, m.source_organisation_id, m.purpose, greatest(m.valid_from, k.now), m.valid_until, m.groups, m.own_rows
    from clock k join access_mask m on m.person_id = p_person and m.valid_until > k.now)
  select count(*) from ((select * from wanted except select * from held) union all (select * from held except select * from wanted)) d $$`,
    WORKER,
  ),
  // For the worker, which reads no person: walks the persons in the order of their ids and says where masks have drifted.
  definer(
    'worker',
    `create function access_compare(p_after uuid, p_limit integer) returns table (person_id uuid, differences bigint)
  language sql stable as $$
  select p.id, access_differences(p.id) from person p where p.id > p_after order by p.id limit p_limit $$`,
    WORKER,
  ),
];
