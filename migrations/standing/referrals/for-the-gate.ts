import { CONSENT_END } from '../consents/ends';
import { GATE, type StandingObject, view } from '../object';

/** Sendings r under a consent c: of its office, to a recipient that it names. */
const SENT_UNDER = `referral_sending r on r.person_id = c.person_id and r.source_office_id = c.source_office_id
    and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id)
  join office o on o.id = r.recipient_office_id and o.organisation_id = c.recipient_organisation_id`;

/** What this room offers to the derivation of access. */
export const REFERRALS_FOR_THE_GATE: readonly StandingObject[] = [
  // What a consent opens follows from it and from what was sent under it; nothing else is asked.
  view(
    `create view reasons_of_consents as
  select c.person_id, case s.direction when 'to_recipient' then r.recipient_office_id else c.source_office_id end as grantee_office_id,
    case s.direction when 'to_recipient' then c.source_organisation_id else c.recipient_organisation_id end as source_organisation_id,
    'consent' as kind, c.id as cause_id, r.id as under_id, s.purpose, array_agg(s.item_group order by s.item_group) as item_groups,
    greatest(c.valid_from_at, r.sent_at) as valid_from, least(${CONSENT_END}, coalesce(r.sharing_ended_at, 'infinity')) as valid_until
  from consent c
  join ${SENT_UNDER}
  join consent_scope s on s.consent_id = c.id and s.narrowed_at is null and s.direction <> 'onward'
  group by c.id, r.id, 2, 3, s.purpose`,
    GATE,
  ),
  // The recipient takes part in the consent as long as something is shared under it.
  view(
    `create view parties_of_consents as
  select c.person_id, c.id as record_id, r.recipient_office_id as office_id, greatest(c.valid_from_at, r.sent_at) as valid_from,
    least(${CONSENT_END}, coalesce(r.sharing_ended_at, 'infinity')) as valid_until, r.sharing_ended_at as over_at
  from consent c join ${SENT_UNDER}`,
    GATE,
  ),
];
