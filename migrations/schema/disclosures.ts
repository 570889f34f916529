import { PROVENANCE, step } from './step';

/** 開示請求: a person asks for the own records; answered per holder, by two persons. */
export const disclosuresTables = step(
  '0.2.0-disclosures',
  `
create table disclosure_request ( -- [case] 開示請求: asked, reviewed, decided by a second person, delivered
  id uuid primary key, -- [technical] key
${PROVENANCE}
  requested_on date not null, -- [domain] 請求日
  requester_kind text not null check (requester_kind in ('self', 'guardian', 'agent')), -- [domain] 本人 / 法定代理人 / 任意代理人
  requester_name text not null check (length(requester_name) between 1 and 60), -- [personal] name of the requester
  identity_check text not null, -- [domain] how the identity was checked; a code
  authority_check text, -- [domain] how the authority of a proxy was checked; a code
  asked_for text not null check (length(asked_for) between 1 and 1000), -- [sensitive] what is asked for
  status text not null check (status in ('received', 'correcting', 'reviewing', 'decided', 'delivered', 'withdrawn')), -- [domain] state
  decision_days integer not null check (decision_days between 1 and 90), -- [domain] statutory days, as they were at the request
  paused_days integer not null default 0 check (paused_days >= 0), -- [domain] days of 補正, which do not count
  correcting_from date, -- [domain] day from which the clock stands still
  correction_note text check (length(correction_note) <= 400), -- [sensitive] what had to be corrected
  extension_days integer check (extension_days between 1 and 90), -- [domain] 期間の延長, once
  extension_reason text check (length(extension_reason) between 1 and 400), -- [sensitive] why
  extension_noticed_on date, -- [domain] day of the notice of extension
  due_on date not null, -- [domain] 決定期限
  review_begun_by uuid references staff, -- [domain] who had the records copied
  review_begun_at timestamptz, -- [technical] when
  outcome text check (outcome in ('disclose', 'partial', 'withhold', 'refuse_existence')), -- [domain] 開示 / 部分開示 / 不開示 / 存否応答拒否
  outcome_reason text check (length(outcome_reason) <= 400), -- [sensitive] reason in words
  decided_by uuid references staff, -- [domain] second person
  decided_at timestamptz, -- [technical] when
  document_number text unique, -- [domain] 文書番号
  decided_on date, -- [domain] 文書日付
  delivered_on date, -- [domain] day on which it was delivered
  withdrawn_on date, -- [domain] day on which the requester withdrew
  check ((requester_kind = 'self') = (authority_check is null)),
  check ((status = 'correcting') = (correcting_from is not null)),
  check ((extension_days is null) = (extension_reason is null) and (extension_days is null) = (extension_noticed_on is null)),
  check ((status in ('decided', 'delivered')) = (outcome is not null)),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)
    and (outcome is null) = (document_number is null) and (outcome is null) = (decided_on is null)),
  check (decided_by is null or decided_by <> review_begun_by),
  check (outcome is distinct from 'refuse_existence' or outcome_reason is not null),
  check ((status = 'delivered') = (delivered_on is not null)),
  check ((status = 'withdrawn') = (withdrawn_on is not null))
);
create index disclosure_request_person on disclosure_request (person_id, source_organisation_id);
create table disclosure_item ( -- [case] One record of the person under review: a copy without text after the decision, but for what is disclosed
  id uuid primary key, -- [technical] key
${PROVENANCE}
  request_id uuid not null references disclosure_request, -- [technical] request
  position integer not null, -- [technical] order
  own boolean not null, -- [domain] record of the own organisation; otherwise received from another
  room text not null, -- [technical] room that holds the record
  record_id uuid not null, -- [technical] record it was copied from
  item_group text not null references item_group, -- [domain] item group
  holder_name text not null, -- [domain] organisation or office that wrote it
  happened_on date, -- [domain] day of the record
  title text not null check (length(title) between 1 and 200), -- [sensitive] what it is
  body text, -- [sensitive] frozen text; gone with the decision
  mark text check (mark in ('disclose', 'partial', 'withhold')), -- [domain] of the review
  reason text, -- [domain] why not all is disclosed; a code
  ranges integer[] not null default '{}', -- [domain] blacked-out characters: from, until, from, until …
  output text, -- [sensitive] the only text that is ever given out, with ■ for every blacked-out character
  marked_by uuid references staff, -- [domain] reviewer
  consulted_on date, -- [domain] day on which the other holder was asked
  answered_on date, -- [domain] day of its answer
  answer text check (answer in ('no_objection', 'objects', 'transferred')), -- [domain] its answer
  unique (request_id, position),
  check (own or (body is null and output is null and mark is null)),
  check (not own or (consulted_on is null and answer is null)),
  check ((mark is not null and mark <> 'disclose') = (reason is not null)),
  check ((mark is not distinct from 'partial') = (cardinality(ranges) > 0)),
  check (mark is distinct from 'withhold' or output is null),
  check ((answer is null) = (answered_on is null)),
  check (answer is null or consulted_on is not null)
);
create index disclosure_item_person on disclosure_item (person_id, source_organisation_id);
`,
);
