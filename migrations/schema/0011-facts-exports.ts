import { step } from '../ddl';

/**
 * Countable facts: name-free, the same text twice. \`fact_*\` sees every fact of one municipality through the owner
 * facts, \`open_*\` is the same definition under the reader's own policies.
 */
const referralSent = `
  select r.id as record_id, coalesce(p.merged_into, p.id) as person_id, r.municipality_id, r.source_office_id, r.recipient_office_id, r.sent_on, r.status
  from referral r join person p on p.id = r.person_id
  where r.sent_at is not null`;
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
grant select (id, person_id, municipality_id, source_office_id, recipient_office_id, sent_on, sent_at, status) on referral to madoguchi_facts;
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
grant select, insert, update on export_file to madoguchi_app;
create policy export_file_refuse on export_file for update to madoguchi_worker using (finished_at is null) with check (status = 'refused');
grant select (id, assignment_id, status, finished_at), update (status, finished_at) on export_file to madoguchi_worker;
alter table export_chunk enable row level security;
create policy export_chunk_own on export_chunk to madoguchi_app
  using (exists (select 1 from export_file f where f.id = export_chunk.export_id))
  with check (exists (select 1 from export_file f where f.id = export_chunk.export_id));
grant select, insert, delete on export_chunk to madoguchi_app;
alter table export_person enable row level security;
create policy export_person_own on export_person to madoguchi_app
  using (exists (select 1 from export_file f where f.id = export_person.export_id))
  with check (exists (select 1 from export_file f where f.id = export_person.export_id));
grant select, insert, delete on export_person to madoguchi_app;

revoke create on schema public from madoguchi_gate, madoguchi_facts;
`,
);
