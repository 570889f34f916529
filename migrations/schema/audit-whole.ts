import { step } from './step';

/** Every column of the record is accounted for: a leaf that tells NULL from nothing, keys whose rows the record knows, one row to lock for sealing. */
export const auditWhole = step(
  '0.5.0-audit-whole',
  `
alter table audit_event add column leaf_version smallint not null default 1;
comment on column audit_event.leaf_version is '[technical] which text the leaf covers; rows of before 0.5.0 have 1';
create table audit_seal ( -- [audit] One row that the worker locks while it seals, and what it last saw hold sealing back
  single boolean primary key default true check (single), -- [technical] there is one
  horizon xid8, -- [technical] oldest transaction that was open
  horizon_since timestamptz -- [technical] since when it was seen to be the oldest
);
insert into audit_seal default values;
-- Keys of before are stated as they were found.
lock table audit_key in share row exclusive mode;
insert into audit_event (id, at, request_id, action, subjects, detail, xid, leaf_version, leaf_hash)
select f.id, f.at, '-', 'audit.key', '{}', f.detail, f.xid, 2, sha256(convert_to((
    select string_agg(coalesce(octet_length(c.value) || ':' || c.value, '-'), '' order by c.n)
    from unnest(array['2', f.xid::text, f.id::text, extract(epoch from f.at)::text, '-', null, null, null, null, 'audit.key', '{}', f.detail::text, null]) with ordinality as c(value, n)), 'UTF8'))
from (
  select gen_random_uuid() as id, clock_timestamp() as at, pg_current_xact_id() as xid, jsonb_build_object('key', k.id, 'masterKey', k.master_key_id, 'row',
    encode(sha256(convert_to(concat_ws('|', k.id, coalesce(k.person_id::text, '-'), coalesce(k.month, '-'), k.master_key_id, coalesce(encode(k.wrapped, 'hex'), '-'), extract(epoch from k.made_at), coalesce(extract(epoch from k.destroyed_at)::text, '-')), 'UTF8')), 'hex')) as detail
  from audit_key k offset 0) f;
`,
);
