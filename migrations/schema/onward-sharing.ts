import { PROVENANCE, step } from './step';

/** 再提供: what another organisation gave goes on to a third office. */
export const onwardSharingTables = step(
  '0.2.0-onward-sharing',
  `
create table onward_sharing ( -- [case] 再提供: what another organisation gave goes on to a third office
  id uuid primary key, -- [technical] key
${PROVENANCE}
  origin_office_id uuid not null references office, -- [domain] 提供元: office that gave the information
  origin_organisation_id uuid not null references organisation, -- [technical] organisation that holds it
  recipient_office_id uuid not null references office, -- [domain] 再提供先
  item_groups text[] not null check (cardinality(item_groups) > 0), -- [domain] item groups asked for
  reason text not null check (length(reason) between 1 and 400), -- [sensitive] what for
  approval_needed boolean not null, -- [domain] whether the origin must approve
  decision text check (decision in ('approved', 'refused')), -- [domain] 承諾; absent while it waits
  approved_groups text[], -- [domain] item groups approved
  decision_note text check (length(decision_note) <= 400), -- [sensitive] what the origin says
  decided_by uuid references staff, -- [domain] who approved for the origin
  decided_at timestamptz, -- [technical] when, and from when it works
  ended_by uuid references staff, -- [domain] who ended it
  ended_at timestamptz, -- [technical] moment from which it works no more
  check (origin_organisation_id <> source_organisation_id and recipient_office_id not in (source_office_id, origin_office_id)),
  check ((decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (approved_groups is not null)),
  check (approved_groups is null or (cardinality(approved_groups) > 0 and approved_groups <@ item_groups)),
  check ((decided_by is null) = (decision is null or not approval_needed)),
  check (decided_by is null or decided_by <> written_by),
  check ((ended_by is null) = (ended_at is null))
);
create unique index onward_one_open on onward_sharing (person_id, source_office_id, origin_office_id, recipient_office_id)
  where ended_at is null and decision is distinct from 'refused';
`,
);
