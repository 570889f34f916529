import { definedByGate, step } from '../ddl';

/**
 * Countable facts: name-free, the same text twice. A request that is sent again was sent twice: the fact is the sending.
 * \`fact_*\` sees every fact of one municipality through the owner
 * facts, \`open_*\` is the same definition under the reader's own policies.
 */
const referralSent = `
  select s.id as record_id, s.referral_id, coalesce(p.merged_into, p.id) as person_id, r.municipality_id, r.source_office_id, r.recipient_office_id,
    s.sent_on, r.status
  from referral_step s join referral r on r.id = s.referral_id join person p on p.id = r.person_id
  where s.to_status = 'sent'`;
const placed = `
  select q.id as record_id, coalesce(p.merged_into, p.id) as person_id, q.municipality_id, q.source_office_id, q.hired_on, q.confirmed_on, q.introduced_on, q.route, q.term, q.hours, q.permanent_employee
  from placement q join person p on p.id = q.person_id
  where q.status = 'confirmed'`;
const guarded = (sql: string): string =>
  `select f.* from (${sql}) f where f.municipality_id = nullif(current_setting('app.municipality', true), '')::uuid`;

export const FactsAndExports = step(
  11,
  'FactsAndExports',
  `
create view fact_referral_sent with (security_barrier) as ${guarded(referralSent)};
create view fact_placement with (security_barrier) as ${guarded(placed)};
grant select (id, person_id, municipality_id, source_office_id, recipient_office_id, status) on referral to madoguchi_facts;
grant select (id, referral_id, to_status, sent_on) on referral_step to madoguchi_facts;
grant select (id, person_id, municipality_id, source_office_id, hired_on, confirmed_on, introduced_on, route, term, hours, permanent_employee, status) on placement to madoguchi_facts;
alter view fact_referral_sent owner to madoguchi_facts;
alter view fact_placement owner to madoguchi_facts;
grant select on fact_referral_sent, fact_placement to madoguchi_counter;
create view open_referral_sent with (security_invoker) as ${referralSent};
create view open_placement with (security_invoker) as ${placed};
grant select on open_referral_sent, open_placement to madoguchi_app;

create table export_file ( -- [export] An export asked for by somebody: its progress, its hash, its end
  id uuid primary key, -- [technical] key
  assignment_id uuid not null references assignment, -- [technical] who asked, and under what
  office_id uuid not null references office, -- [technical] for which office
  kind text not null check (kind in ('monthly_outcomes')), -- [domain] what
  format text not null check (format in ('xlsx', 'csv')), -- [domain] how
  month date not null check (extract(day from month) = 1), -- [domain] month, first day
  reason text not null check (length(reason) between 1 and 200), -- [domain] what for, as typed
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'refused')), -- [domain] state
  rows_done integer not null default 0, -- [technical] progress
  rows_total integer, -- [technical] rows to write, once known
  sha256 text, -- [technical] hash of the whole file
  bytes bigint not null default 0, -- [technical] size
  requested_at timestamptz not null, -- [technical] when
  finished_at timestamptz, -- [technical] when it ended
  expires_at timestamptz not null -- [technical] no download after this
);
create index export_file_office on export_file (office_id, requested_at desc, id);
create table export_chunk ( -- [export] Bytes of a file, in order
  export_id uuid not null references export_file, -- [technical] file
  position integer not null, -- [technical] order
  bytes bytea not null, -- [sensitive] contents
  primary key (export_id, position)
);
create table export_person ( -- [export] Who is in a file and through which cell: re-checked at every download
  export_id uuid not null references export_file, -- [technical] file
  person_id uuid not null references person, -- [technical] who
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group
  primary key (export_id, person_id, source_organisation_id, item_group)
);
alter table export_file enable row level security;
create policy export_file_own on export_file to madoguchi_app
  using (assignment_id = (select current_assignment()) and office_id = (select current_office()))
  with check (assignment_id = (select current_assignment()) and office_id = (select current_office()));
create policy export_file_worker on export_file for select to madoguchi_worker using (true);
grant select, insert, update (status, rows_done, rows_total, sha256, bytes, finished_at) on export_file to madoguchi_app;
create policy export_file_refuse on export_file for update to madoguchi_worker using (finished_at is null) with check (status = 'refused');
grant select (id, assignment_id, status, finished_at), update (status, finished_at) on export_file to madoguchi_worker;
alter table export_chunk enable row level security;
-- The bytes open to whoever asked for them, while everybody in the file is open to the reader.
create policy export_chunk_read on export_chunk for select to madoguchi_app using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at > (select app_now()))
  and not exists (select 1 from export_person e where e.export_id = export_chunk.export_id and not exists (
    select 1 from access_cell c join assignment a on a.id = (select current_assignment()) join role_item_group g on g.role = a.role and g.item_group = c.item_group
    where c.grantee_office_id = (select current_office()) and c.person_id = e.person_id
      and c.source_organisation_id = e.source_organisation_id and c.item_group = e.item_group
      and c.purpose = (select current_purpose()) and c.valid_from <= (select app_now()) and c.valid_until > (select app_now()))));
create policy export_chunk_add on export_chunk for insert to madoguchi_app with check (
  exists (select 1 from export_file f where f.id = export_chunk.export_id));
grant select, insert on export_chunk to madoguchi_app;
alter table export_person enable row level security;
create policy export_person_own on export_person to madoguchi_app
  using (exists (select 1 from export_file f where f.id = export_person.export_id))
  with check (exists (select 1 from export_file f where f.id = export_person.export_id));
grant select, insert on export_person to madoguchi_app;
-- Files that a withdrawal would close to their readers: each holds something that this consent alone keeps open. Told
-- to the office that took the consent, and nothing of a file but when and where it was asked for.
create function exports_closed_by(p_consent uuid) returns table (id uuid, requested_at timestamptz, office_name text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with held as (
    select f.id, f.requested_at, o.name, exists (
        select 1 from access_reason r where r.person_id = e.person_id and r.grantee_office_id = f.office_id and r.purpose = 'report'
          and r.valid_from <= app_now() and r.valid_until > app_now() and r.kind = 'consent' and r.cause_id = c.id
          and (e.item_group = 'number' or (r.source_organisation_id = e.source_organisation_id and e.item_group = any(r.item_groups)))) as by_consent,
      exists (
        select 1 from access_reason r where r.person_id = e.person_id and r.grantee_office_id = f.office_id and r.purpose = 'report'
          and r.valid_from <= app_now() and r.valid_until > app_now() and r.cause_id <> c.id
          and (e.item_group = 'number' or (r.source_organisation_id = e.source_organisation_id and e.item_group = any(r.item_groups)))) as otherwise
    from consent c join export_person e on e.person_id = c.person_id join export_file f on f.id = e.export_id join office o on o.id = f.office_id
    where c.id = p_consent and c.source_office_id = current_office() and f.status = 'done' and f.expires_at > app_now())
  select distinct h.id, h.requested_at, h.name from held h where h.by_consent and not h.otherwise $$;
create policy export_file_gate on export_file for select to madoguchi_gate using (true);
create policy export_person_gate on export_person for select to madoguchi_gate using (true);
grant select on export_file, export_person to madoguchi_gate;
${definedByGate('exports_closed_by(uuid)', 'madoguchi_app')}

`,
);
