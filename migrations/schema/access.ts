import { step } from './step';

/** Why an office may see a person, and the cells that policies read. Only functions write here, and none of them takes a grantee. */
export const accessTables = step(
  '0.2.0-access',
  `
create table access_reason ( -- [case] One row per cause of access, with its validity
  id uuid primary key default gen_random_uuid(), -- [technical] key
  person_id uuid not null references person deferrable initially deferred, -- [technical] whose record
  grantee_office_id uuid not null references office, -- [technical] who may see it
  source_organisation_id uuid not null references organisation, -- [technical] records of which holder
  kind text not null check (kind in ('ownership', 'authorship', 'consent', 'exceptional', 'onward')), -- [domain] why
  cause_id uuid not null, -- [technical] person, or the consent
  under_id uuid, -- [technical] the sending, or the passing on, under which a consent is used
  purpose text not null check (purpose in ('support', 'report')), -- [domain] what for
  item_groups text[] not null, -- [domain] item groups
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  unique nulls not distinct (person_id, grantee_office_id, source_organisation_id, kind, cause_id, under_id, purpose)
);
create table access_cell ( -- [case] What policies read: one row per disjoint interval
  grantee_office_id uuid not null, -- [technical] who may see it
  person_id uuid not null, -- [technical] whose record
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group
  purpose text not null, -- [domain] what for
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  own_rows boolean not null default false, -- [domain] of these records only those that the grantee office wrote itself
  primary key (grantee_office_id, person_id, source_organisation_id, item_group, purpose, valid_from),
  foreign key (person_id) references person deferrable initially deferred
);
create index access_cell_person on access_cell (person_id);
create table search_token ( -- [case] Folded bigrams of names, birth dates and phone tails, per office that may read them
  grantee_office_id uuid not null, -- [technical] who may search
  token text not null, -- [personal] folded bigram, birth date or phone tail
  person_id uuid not null, -- [technical] whose
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group the token comes from
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  primary key (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from),
  foreign key (person_id) references person deferrable initially deferred
);
create index search_token_person on search_token (person_id);
create table record_party ( -- [case] Which offices take part in a consent or a referral
  record_id uuid not null, -- [technical] consent or referral
  office_id uuid not null references office, -- [technical] office
  person_id uuid not null references person deferrable initially deferred, -- [technical] whose
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  primary key (record_id, office_id)
);
create index record_party_person on record_party (person_id);
`,
);
