import { step } from './step';

/**
 * 例外的な閲覧 is asked of whoever holds records of the person, and each holder answers for its own. What is asked stands with
 * the asking office and names nobody; whom it means stands with the answers, which it does not see.
 */
export const askedExceptionally = step(
  '0.6.0-asked-exceptionally',
  `
create table exceptional_answer ( -- [case] What a holder of records answers to an office that asks to look without consent: about its own, by a person of its own
  id uuid primary key, -- [technical] key
  exceptional_id uuid not null references exceptional_access, -- [technical] what was asked
  person_id uuid not null references person, -- [technical] whom number or name and birth date mean
  municipality_id uuid not null references municipality, -- [technical] city of the record
  asking_office_id uuid not null references office, -- [domain] office that asks
  office_id uuid not null references office, -- [domain] office that answers
  organisation_id uuid not null references organisation, -- [domain] whose records it opens
  decision text check (decision in ('approved', 'refused')), -- [domain] answer; absent while it waits
  decided_by uuid references staff, -- [domain] who answered
  decided_at timestamptz, -- [technical] when, and from when it works
  valid_until_at timestamptz, -- [domain] end, half-open
  ended_at timestamptz, -- [technical] ended early at this moment
  version integer not null default 1, -- [technical] rises with every change
  unique (exceptional_id, organisation_id),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (valid_until_at is not null))
);
create index exceptional_answer_office on exceptional_answer (office_id, (decision is null) desc, id);
create index exceptional_answer_person on exceptional_answer (person_id);
-- What was asked before was asked of who registered the person; an answer keeps the key of its question, which reasons name.
insert into exceptional_answer (id, exceptional_id, person_id, municipality_id, asking_office_id, office_id, organisation_id, decision, decided_by, decided_at, valid_until_at, ended_at, version)
select e.id, e.id, e.person_id, e.municipality_id, e.office_id, p.source_office_id, p.source_organisation_id, e.decision, e.decided_by, e.decided_at, e.valid_until_at, e.ended_at, e.version
from exceptional_access e join person p on p.id = e.person_id;
update follow_up f set office_id = a.office_id, version = f.version + 1
from exceptional_answer a where f.kind = 'exceptional_decision' and f.subject_id = a.id and f.status = 'open';
alter table exceptional_access
  add column number text check (length(number) <= 20),
  add column asked_name text check (length(asked_name) <= 120),
  add column birth_date date,
  add column answer_until_at timestamptz,
  add column told_by text check (length(told_by) <= 60),
  add column told_at timestamptz,
  add column ended_at_once timestamptz;
update exceptional_access e set number = p.number, birth_date = b.birth_date, answer_until_at = e.asked_at + interval '48 hours', ended_at_once = e.ended_at
from person p join person_basic b on b.person_id = p.id and b.source_organisation_id = p.source_organisation_id where p.id = e.person_id;
alter table exceptional_access
  drop column person_id, drop column municipality_id, drop column decision, drop column decided_by, drop column decided_at, drop column valid_until_at, drop column ended_at;
alter table exceptional_access rename column ended_at_once to ended_at;
alter table exceptional_access
  alter column birth_date set not null,
  alter column answer_until_at set not null,
  add check (number is not null or asked_name is not null),
  add check (answer_until_at > asked_at),
  add check ((told_by is null) = (told_at is null)),
  add check (told_at <= asked_at and (told_at is null or legal_basis = 'clear_benefit'));
comment on column exceptional_access.number is '[personal] 受付番号 as it was asked for';
comment on column exceptional_access.asked_name is '[personal] 氏名カナ as it was asked for';
comment on column exceptional_access.birth_date is '[personal] 生年月日 as it was asked for';
comment on column exceptional_access.answer_until_at is '[domain] until when it can be answered, half-open; afterwards there is nothing to be told, whatever the reason';
comment on column exceptional_access.told_by is '[personal] 代行: who of the holder told it by telephone, where life is in danger';
comment on column exceptional_access.told_at is '[domain] 代行: when it was told';
comment on column exceptional_access.ended_at is '[technical] ended early at this moment, by who asked';
create index exceptional_access_asker on exceptional_access (asked_by, asked_at);
create index person_basic_birth on person_basic (birth_date);
`,
);
