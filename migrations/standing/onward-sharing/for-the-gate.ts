import { CONSENT_END } from '../consents/ends';
import { GATE, type StandingObject, view } from '../object';

/** Consents c of the passing office of o that name its recipient: as with requests, a renewed or later paper carries on. */
const CONSENT_TO_RECIPIENT = `consent c on c.person_id = o.person_id and c.source_office_id = o.source_office_id
    and coalesce(c.recipient_office_id, o.recipient_office_id) = o.recipient_office_id
    and c.recipient_organisation_id = (select x.organisation_id from office x where x.id = o.recipient_office_id)`;

/** What this room offers to the derivation of access. */
export const ONWARD_SHARING_FOR_THE_GATE: readonly StandingObject[] = [
  // What goes on is the origin's; who it speaks of, the passing office says.
  view(
    `create view reasons_of_onward_sharing as
  select o.person_id, o.recipient_office_id as grantee_office_id,
    case s.direction when 'onward' then o.origin_organisation_id else o.source_organisation_id end as source_organisation_id,
    'onward' as kind, c.id as cause_id, o.id as under_id, s.purpose, array_agg(s.item_group order by s.item_group) as item_groups,
    greatest(c.valid_from_at, o.decided_at) as valid_from, least(${CONSENT_END}, coalesce(o.ended_at, 'infinity')) as valid_until
  from onward_sharing o
  join ${CONSENT_TO_RECIPIENT}
  join consent_scope s on s.consent_id = c.id and s.narrowed_at is null and s.purpose = 'support'
    and (s.direction, s.item_group) in (select 'onward', g from unnest(o.approved_groups) g union all select 'to_recipient', 'basic')
  where o.decision = 'approved'
  group by o.id, c.id, 3, s.purpose`,
    GATE,
  ),
  // Who takes part in the consent by it.
  view(
    `create view parties_of_onward_sharing as
  select o.person_id, c.id as record_id, o.recipient_office_id as office_id, greatest(c.valid_from_at, o.decided_at) as valid_from,
    least(${CONSENT_END}, coalesce(o.ended_at, 'infinity')) as valid_until, o.ended_at as over_at
  from onward_sharing o join ${CONSENT_TO_RECIPIENT}
  where o.decision = 'approved'`,
    GATE,
  ),
  // How far a passing on can reach: what the passing office itself is let see of the origin's records, at the same moments.
  view(
    `create view limits_of_onward_sharing as
  select o.person_id, o.id as onward_id, o.origin_organisation_id as source_organisation_id, g.item_group, b.purpose,
    range_agg(tstzrange(b.valid_from, b.valid_until)) as span
  from onward_sharing o
  join access_reason b on b.person_id = o.person_id and b.grantee_office_id = o.source_office_id and b.source_organisation_id = o.origin_organisation_id
    and b.kind = 'consent' and b.valid_from < b.valid_until
  cross join lateral unnest(b.item_groups) as g(item_group)
  group by o.id, g.item_group, b.purpose`,
    GATE,
  ),
];
