import { step } from './step';

/**
 * Masks in the place of cells: one row a person, grantee office, holder, purpose and interval, with the item groups as bits.
 * Which bit a group has is written here and never changes; a group that comes later brings the next one.
 */
export const accessMask = step(
  '0.4.0-access-mask',
  `
alter table item_group add column bit smallint;
update item_group g set bit = b.bit from (values ('number', 0), ('basic', 1), ('contact', 2), ('household', 3), ('health', 4), ('income', 5),
  ('work_history', 6), ('consultation', 7), ('plan', 8), ('job_search', 9), ('placement', 10)) as b(code, bit) where b.code = g.code;
alter table item_group alter column bit set not null, add unique (bit), add check (bit between 0 and 30);
comment on column item_group.bit is '[technical] its place in a mask; never given to another group';

alter table actor add column groups integer;
update actor a set groups = coalesce((select bit_or(1 << i.bit) from item_group i where i.code = any (a.item_groups)), 0);
alter table actor alter column groups set not null;
comment on column actor.groups is '[domain] the same as bits';

create table access_mask ( -- [case] What policies read: one row per disjoint interval, the item groups as bits
  grantee_office_id uuid not null, -- [technical] who may see it
  person_id uuid not null, -- [technical] whose record
  source_organisation_id uuid not null, -- [technical] records of which holder
  purpose text not null, -- [domain] what for
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  groups integer not null check (groups <> 0), -- [domain] item groups, by their bits
  own_rows integer not null check (own_rows & ~groups = 0), -- [domain] of these, those of which only what the grantee office wrote itself
  primary key (grantee_office_id, person_id, source_organisation_id, purpose, valid_from)
);
-- The version before goes on writing cells until this is done: it waits, so that nothing of it is missed.
lock table access_cell in access exclusive mode;
insert into access_mask (grantee_office_id, person_id, source_organisation_id, purpose, valid_from, valid_until, groups, own_rows)
with edge as (
  select grantee_office_id, person_id, source_organisation_id, purpose, valid_from as at from access_cell
  union select grantee_office_id, person_id, source_organisation_id, purpose, valid_until from access_cell),
piece as (
  select e.*, lead(e.at) over (partition by e.grantee_office_id, e.person_id, e.source_organisation_id, e.purpose order by e.at) as until from edge e)
select p.grantee_office_id, p.person_id, p.source_organisation_id, p.purpose, p.at, p.until,
  bit_or(1 << i.bit), coalesce(bit_or(1 << i.bit) filter (where c.own_rows), 0)
from piece p
join access_cell c on (c.grantee_office_id, c.person_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.person_id, p.source_organisation_id, p.purpose)
  and c.valid_from <= p.at and c.valid_until >= p.until
join item_group i on i.code = c.item_group
group by 1, 2, 3, 4, 5, 6;
-- Behind the rows, which are then looked at once and together.
create index access_mask_person on access_mask (person_id);
alter table access_mask add foreign key (person_id) references person deferrable initially deferred;
-- How often a person stands here would show in the planner's estimates to whoever may ask for a plan.
alter table access_mask alter column person_id set statistics 0;
analyze access_mask;

-- The policies that ask for cells go with them; the same transaction puts all that stands in place again. The name lives on as a view.
drop table access_cell cascade;
delete from standing_object where name = 'gate access_cell';
`,
);
