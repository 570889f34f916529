import { GRACE_MS } from '@madoguchi/audit';
import type { Client } from 'pg';

/** What is wrong beside the sealed stretches: which table, which row, and in which way. */
export interface TableFinding {
  readonly kind:
    /** An event that should long be sealed. */
    | 'unsealed'
    /** An event of a transaction that has not begun yet: it would never be sealed. */
    | 'foreign_transaction'
    /** An unsealed event with a time that has not come. */
    | 'wrong_time'
    /** The search by person names other events than the record. */
    | 'wrong_subject'
    /** A key is not as the record says that it is. */
    | 'wrong_key'
    /** A key was exchanged and not wrapped anew, or destroyed without the event that says so. */
    | 'key_exchanged'
    /** The row that the sealer locks is not there, or counts transactions otherwise than was signed. */
    | 'no_seal_row';
  readonly table: 'audit_event' | 'audit_subject' | 'audit_key' | 'audit_seal';
  readonly row: string;
}

interface Named {
  readonly kind: TableFinding['kind'];
  readonly row: string;
}

/** The first transaction that has not begun, as the record counts. */
const NOT_BEGUN = "((pg_snapshot_xmax(pg_current_snapshot())::text::bigint + $4::text::bigint)::text)::xid8";

const UNSEALED = `select case when e.xid is null or e.xid >= ${NOT_BEGUN} then 'foreign_transaction'
      when e.at > $2::timestamptz + $3::interval then 'wrong_time' else 'unsealed' end as kind, coalesce(e.id::text, '?') as row
  from audit_event e
  where (e.xid is null or e.xid >= $1::text::xid8) and (e.xid is null or e.at is null or e.xid >= ${NOT_BEGUN}
    or e.at > $2::timestamptz + $3::interval or e.at < $2::timestamptz - $3::interval)
  order by e.xid, e.id limit 1`;

/** Both sides once, joined by hashing: linear, and the server keeps what does not fit its work memory on disk. */
const SUBJECTS = `select 'wrong_subject' as kind, concat_ws(' ', coalesce(w.id, s.event_id, '00000000-0000-0000-0000-000000000000'), coalesce(w.person_id, s.person_id)) as row
  from (select distinct p.person_id, e.at, e.id from audit_event e cross join lateral unnest(e.subjects) as p(person_id)
        where e.xid < $1::text::xid8 and p.person_id is not null) w
  full join (select u.person_id, u.at, u.event_id, count(*) as times from audit_subject u group by 1, 2, 3) s
    on s.person_id = w.person_id and s.at = w.at and s.event_id = w.id
  where w.id is null or s.event_id is null or s.times > 1 limit 1`;

const KEY_ROW = `encode(sha256(convert_to(concat_ws('|', k.id, coalesce(k.person_id::text, '-'), coalesce(k.month, '-'), k.master_key_id,
  coalesce(encode(k.wrapped, 'hex'), '-'), extract(epoch from k.made_at), coalesce(extract(epoch from k.destroyed_at)::text, '-')), 'UTF8')), 'hex')`;
/** The record's newest word about each key, against the key; and a key that an event's values lie under and that is not there. */
const KEYS = `with told as (
    select distinct on (e.detail ->> 'key') e.detail ->> 'key' as key, e.detail ->> 'row' as row
    from audit_event e where e.action = 'audit.key' order by e.detail ->> 'key', e.xid desc, e.at desc),
  used as (
    select distinct b.box ->> 'key' as key from audit_event e cross join lateral jsonb_array_elements(case jsonb_typeof(e.sealed) when 'array' then e.sealed end) as b(box))
  select 'wrong_key' as kind, coalesce(k.id::text, t.key, u.key, '?') as row
  from (select k.id, ${KEY_ROW} as row, count(*) over (partition by k.id) as times from audit_key k) k
  full join told t on t.key = k.id::text
  full join used u on u.key = coalesce(k.id::text, t.key)
  where k.id is null or t.key is null or t.row is distinct from k.row or k.times > 1 limit 1`;

/** What was done to each key, one after the other: wrapped anew only under another master key, or destroyed with an event of its person, or given up with an event of its own. */
const KEY_HISTORY = `with told as (
    select e.detail ->> 'key' as key, e.detail ->> 'masterKey' as master, lag(e.detail ->> 'masterKey') over (partition by e.detail ->> 'key' order by e.xid, e.at, e.id) as before, e.xid,
      row_number() over (partition by e.detail ->> 'key' order by e.xid desc, e.at desc, e.id desc) = 1 as newest
    from audit_event e where e.action = 'audit.key'),
  repeated as (select t.key, t.xid, t.newest from told t where t.master = t.before)
  select 'key_exchanged' as kind, r.key as row from repeated r left join audit_key k on k.id::text = r.key
  where not r.newest or k.destroyed_at is null or not exists (
    select 1 from audit_event d where d.xid = r.xid and (d.action = 'audit.destroy-key' and d.subjects @> array[k.person_id]
      or d.action = 'audit.give-up-key' and d.detail ->> 'key' = r.key)) limit 1`;
const DESTROYED = `select 'key_exchanged' as kind, k.id::text as row from audit_key k
  left join (select distinct p.person_id from audit_event e cross join lateral unnest(e.subjects) as p(person_id) where e.action = 'audit.destroy-key') d on d.person_id = k.person_id
  left join (select distinct e.detail ->> 'key' as key from audit_event e where e.action = 'audit.give-up-key') g on g.key = k.id::text
  where (k.destroyed_at is not null or k.wrapped is null) and d.person_id is null and g.key is null limit 1`;

const SEAL_ROW = `select 'no_seal_row' as kind, 'the only one' as row where (select count(*) filter (where s.single and s.ahead = $1::text::bigint) <> 1 or count(*) <> 1 from audit_seal s)`;

/**
 * The events outside the checkpoints, and every table that is made from events, against the events.
 * @param ends up to which transaction all is sealed, up to which it is folded for the search by person, and by how much the record counts ahead of its server.
 */
export async function verifyTables(client: Client, ends: { readonly sealed: string; readonly folded: string; readonly ahead: string }, now: Date): Promise<readonly TableFinding[]> {
  const grace = `${GRACE_MS} milliseconds`;
  const first = async (table: TableFinding['table'], text: string, values: readonly (string | Date)[] = []): Promise<readonly TableFinding[]> =>
    (await client.query<Named>(text, [...values])).rows.map((found) => ({ ...found, table }));
  return [
    ...(await first('audit_event', UNSEALED, [ends.sealed, now, grace, ends.ahead])),
    ...(await first('audit_subject', SUBJECTS, [ends.folded])),
    ...(await first('audit_key', KEYS)),
    ...(await first('audit_key', KEY_HISTORY)),
    ...(await first('audit_key', DESTROYED)),
    ...(await first('audit_seal', SEAL_ROW, [ends.ahead])),
  ];
}
