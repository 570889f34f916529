import { PROVENANCE, step } from './step';

/** DV等支援措置 and 秘匿, releases by two persons, and exceptional access on a legal basis. */
export const protectionTables = step(
  '0.2.0-protection',
  `
create table protection ( -- [case] DV等支援措置, or a 秘匿 of the office's own
  id uuid primary key, -- [technical] key
${PROVENANCE}
  kind text not null check (kind in ('official', 'local')), -- [domain] DV等支援措置 / 秘匿
  lead_id uuid references protection, -- [technical] 併せて支援を求める者: the measure of the person whom this one accompanies
  started_on date not null, -- [domain] first day
  started_at timestamptz not null, -- [technical] moment from which it works
  expires_on date, -- [domain] last day as decided; it works on until its end is confirmed
  end_asked_by uuid references staff, -- [domain] who asked to end it
  end_asked_at timestamptz, -- [technical] when
  end_reason text check (length(end_reason) <= 400), -- [sensitive] why it ends
  ended_by uuid references staff, -- [domain] second person, who confirmed the end
  ended_at timestamptz, -- [technical] moment from which it works no more
  check ((kind = 'official') = (expires_on is not null)),
  check (expires_on is null or started_on <= expires_on),
  check ((end_asked_by is null) = (end_asked_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  check (ended_at is null or (end_asked_by is not null and end_reason is not null and ended_by <> end_asked_by and started_at <= ended_at))
);
create unique index protection_one_in_force on protection (person_id, source_organisation_id) where ended_at is null;
create index protection_person on protection (person_id);
create table protection_renewal ( -- [case] Every renewal of a measure
  id uuid primary key, -- [technical] key
${PROVENANCE}
  protection_id uuid not null references protection, -- [technical] measure
  renewed_on date not null, -- [domain] day of the decision
  expires_on date not null, -- [domain] new last day
  check (renewed_on <= expires_on)
);
create index protection_renewal_protection on protection_renewal (protection_id);
create table protection_adversary ( -- [case] 加害者とされる者: never the same worker, the same day at the same counter, the same household view
  id uuid primary key, -- [technical] key
${PROVENANCE}
  protection_id uuid not null references protection, -- [technical] measure
  name text not null check (length(name) between 1 and 60), -- [personal] name
  relation text not null, -- [sensitive] relation to the protected person
  adversary_person_id uuid references person, -- [technical] the same person as a client, where known
  check (adversary_person_id is distinct from person_id),
  unique nulls not distinct (protection_id, name, adversary_person_id)
);
create index protection_adversary_person on protection_adversary (adversary_person_id);
create index protection_adversary_protected on protection_adversary (person_id);
create table protection_release ( -- [case] What one person asks to give out in spite of a measure, and a second one decides
  id uuid primary key, -- [technical] key
${PROVENANCE}
  recipient_office_id uuid not null references office, -- [domain] to whom
  item_groups text[] not null check (cardinality(item_groups) > 0), -- [domain] item groups that locate the person
  reason text not null check (length(reason) between 1 and 400), -- [sensitive] what for
  lasts_days integer not null check (lasts_days between 1 and 31), -- [domain] for how long
  decision text check (decision in ('approved', 'refused')), -- [domain] decision; absent while it waits
  decided_by uuid references staff, -- [domain] second person
  decided_at timestamptz, -- [technical] when, and from when it works
  valid_until_at timestamptz, -- [domain] end, half-open
  revoked_at timestamptz, -- [technical] taken back at this moment
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (valid_until_at is not null)),
  check (decided_by is null or decided_by <> written_by),
  check (revoked_at is null or decision = 'approved')
);
create index protection_release_person on protection_release (person_id);
create unique index protection_release_one_open on protection_release (person_id, source_office_id, recipient_office_id) where decision is null;
create table protection_deputy ( -- [staff] Who decides in place of a supervisor, named with dates
  id uuid primary key, -- [technical] key
  office_id uuid not null references office, -- [domain] for which office
  staff_id uuid not null references staff, -- [domain] who
  valid_from date not null, -- [domain] first day
  valid_until date not null, -- [domain] first day no longer
  named_by uuid not null references staff, -- [domain] supervisor who named the deputy
  check (valid_from < valid_until and staff_id <> named_by)
);
create index protection_deputy_office on protection_deputy (office_id, staff_id);
create table exceptional_access ( -- [case] 例外的な閲覧: asked, decided by a second person, ended by time
  id uuid primary key, -- [technical] key
  person_id uuid not null references person, -- [technical] whose record
  municipality_id uuid not null references municipality, -- [technical] city of the record
  office_id uuid not null references office, -- [domain] office that asks
  asked_by uuid not null references staff, -- [domain] who asked
  asked_at timestamptz not null, -- [technical] when
  item_groups text[] not null check ('basic' = any(item_groups)), -- [domain] what it asks to see
  legal_basis text not null check (legal_basis in ('law', 'public_body', 'clear_benefit')), -- [domain] 個人情報保護法69条1項 / 2項3号 / 2項4号
  reason text not null check (length(reason) between 1 and 400), -- [sensitive] why
  hours integer not null check (hours between 1 and 72), -- [domain] for how long
  decision text check (decision in ('approved', 'refused')), -- [domain] decision; absent while it waits
  decided_by uuid references staff, -- [domain] second person
  decided_at timestamptz, -- [technical] when, and from when it works
  valid_until_at timestamptz, -- [domain] end, half-open
  ended_at timestamptz, -- [technical] ended early at this moment
  version integer not null default 1, -- [technical] rises with every change
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (valid_until_at is not null)),
  check (decided_by is null or decided_by <> asked_by)
);
create index exceptional_access_office on exceptional_access (office_id, asked_at desc, id);
create index exceptional_access_person on exceptional_access (person_id);
`,
);
