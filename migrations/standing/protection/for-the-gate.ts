import { GATE, type StandingObject, view } from '../object';
import { untold } from '../policies';

const SPAN = "tstzrange(p.started_at, greatest(p.started_at, least(coalesce(p.ended_at, 'infinity'), coalesce(p.lapses_at, 'infinity'))))";

/** What this room offers to the derivation of access. */
export const PROTECTION_FOR_THE_GATE: readonly StandingObject[] = [
  // When what locates a person is withheld.
  view(
    `create view guarded_of_protection as
  select p.person_id, range_agg(${SPAN}) as span
  from protection p group by p.person_id`,
    GATE,
  ),
  // The same as the office that registered the person has it: what a 秘匿 against that office withholds from it, and the times of
  // which it is told.
  view(
    `create view registrar_of_protection as
  select p.person_id, w.source_office_id as office_id, coalesce(range_agg(${SPAN}) filter (where ${untold('p', 'w.source_office_id')}), '{}') as untold,
    coalesce(range_agg(${SPAN}) filter (where not ${untold('p', 'w.source_office_id')}), '{}') as told
  from protection p join person w on w.id = p.person_id group by p.person_id, w.source_office_id`,
    GATE,
  ),
  // What two persons let out in spite of it: of their own organisation's records, to one office, for a while.
  view(
    `create view released_of_protection as
  select r.person_id, r.recipient_office_id as grantee_office_id, r.source_organisation_id, g.item_group,
    range_agg(tstzrange(r.decided_at, least(r.valid_until_at, coalesce(r.revoked_at, 'infinity')))) as span
  from protection_release r cross join lateral unnest(r.item_groups) as g(item_group)
  where r.decision = 'approved' and r.decided_at < least(r.valid_until_at, coalesce(r.revoked_at, 'infinity'))
  group by r.person_id, r.recipient_office_id, r.source_organisation_id, g.item_group`,
    GATE,
  ),
];
