import { PROVENANCE, step } from './step';

/** 同意: what a person let through, to whom, in which words. */
export const consentsTables = step(
  '0.2.0-consents',
  `
create table consent ( -- [case] 同意: what a person let through, to whom, in which words
  id uuid primary key, -- [technical] key
${PROVENANCE}
  recipient_office_id uuid references office, -- [domain] recipient; absent where the consent names the organisation with all its offices
  recipient_organisation_id uuid not null references organisation, -- [domain] organisation of the recipient
  form_id uuid not null references consent_form, -- [domain] form and wording version, frozen
  given_on date not null, -- [domain] 同意日
  method text not null, -- [domain] 書面 / 口頭＋立会人
  witness text check (length(witness) <= 60), -- [personal] 立会人
  valid_from_at timestamptz not null, -- [domain] start of validity
  valid_until_at timestamptz not null, -- [domain] end, half-open; the screen shows the last day
  withdrawn_on date, -- [domain] 撤回日
  withdrawn_at timestamptz, -- [technical] moment from which nothing is shared
  withdrawal_note text check (length(withdrawal_note) <= 400), -- [sensitive] 撤回の経緯
  support_continues text check (support_continues in ('yes', 'no', 'undecided')), -- [domain] 情報共有なしで支援を続けるか
  renews_id uuid unique references consent, -- [technical] consent that this one takes the place of
  superseded_at timestamptz, -- [technical] moment from which a renewal works in its place
  check (valid_from_at < valid_until_at),
  check ((withdrawn_on is null) = (withdrawn_at is null)),
  check (withdrawn_on is null or withdrawn_on >= given_on)
);
create index consent_pair on consent (person_id, source_office_id, recipient_office_id) where withdrawn_at is null;
create index consent_person on consent (person_id);
create table consent_scope ( -- [case] The matrix of one consent
  consent_id uuid not null references consent, -- [technical] consent
  direction text not null check (direction in ('to_recipient', 'from_recipient', 'onward')), -- [domain] direction
  item_group text not null references item_group, -- [domain] item group
  purpose text not null check (purpose in ('support', 'report')), -- [domain] purpose
  narrowed_on date, -- [domain] day on which the person took this item back
  narrowed_at timestamptz, -- [technical] moment from which it is not shared
  constraint consent_scope_narrowed check ((narrowed_on is null) = (narrowed_at is null)),
  primary key (consent_id, direction, item_group, purpose)
);
`,
);
