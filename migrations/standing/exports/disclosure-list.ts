import { maskOf } from '@madoguchi/access';
import { APP, definer, type StandingObject } from '../object';
import { live, untold, worksNow } from '../policies';

/** How long a member of staff may turn to something else and still be at the same look. */
const SITTING = '15 minutes';

/** The acting office takes part in the record itself. */
const partOf = (record: string): string => `exists (select 1 from record_party r where r.record_id = ${record} and r.office_id = current_office() and ${live('r')})`;

export const DISCLOSURE_LIST: readonly StandingObject[] = [
  // The list of what went to whom, with what was passed on: to the origin what it approved, to the passing office the name it
  // added. It is the organisation's; whoever only looks has no list. Under a measure the names of offices say where the person
  // is: they are told to who registered the person and who keeps the measure, and to others of the organisation no more than
  // they take part in.
  definer(
    'mask',
    `create function disclosures_of(p_person uuid)
  returns table (kind text, subject_id uuid, at timestamptz, until timestamptz, office_name text, item_groups text[], legal_basis text, document_number text, note text)
  language sql stable as $$
  with mine as (
    select true from access_mask m where m.person_id = p_person and m.grantee_office_id = current_office() and m.source_organisation_id = current_organisation()
      and m.groups & ${maskOf('basic')} <> 0 and m.purpose = 'support' and m.valid_from <= app_now() and m.valid_until > app_now() and actor_may_read('basic')
      and not actor_only_looks(p_person) limit 1),
  whole as (
    select true where not protection_in_force(p_person)
      or exists (select 1 from person w where w.id = p_person and w.source_office_id = current_office()
        and not exists (select 1 from protection p where p.person_id = w.id and ${worksNow('p')} and ${untold('p', 'w.source_office_id')}))
      or exists (select 1 from protection p where p.person_id = p_person and p.source_office_id = current_office())),
  listed as (
    select 'referral' as kind, s.id as subject_id, s.sent_at as at, null::timestamptz as until, o.name as office_name,
      (select array_agg(t.item_group order by t.item_group) from referral_part t where t.sending_id = s.id) as item_groups,
      'consent' as legal_basis, s.document_number, null::text as note, ${partOf('s.referral_id')} as part
    from referral_sending s join office o on o.id = s.recipient_office_id
    where s.person_id = p_person and s.source_organisation_id = current_organisation()
    union all
    select 'consent', x.cause_id, min(x.valid_from), max(x.valid_until), o.name, array_agg(distinct g.item_group), 'consent', null, null, ${partOf('x.cause_id')}
    from access_reason x cross join lateral unnest(x.item_groups) as g(item_group) join office o on o.id = x.grantee_office_id
    where x.person_id = p_person and x.kind = 'consent' and x.source_organisation_id = current_organisation() and x.valid_from < x.valid_until
    group by x.cause_id, o.name
    union all
    select 'exceptional', a.id, a.decided_at, least(a.valid_until_at, coalesce(a.ended_at, 'infinity')), o.name, e.item_groups, e.legal_basis, null, e.reason, false
    from exceptional_answer a join exceptional_access e on e.id = a.exceptional_id join office o on o.id = e.office_id
    where a.person_id = p_person and a.decision = 'approved' and a.organisation_id = current_organisation()
    union all
    select 'release', l.id, l.decided_at, least(l.valid_until_at, coalesce(l.revoked_at, 'infinity')), o.name, l.item_groups, 'consent', null, l.reason,
      l.source_office_id = current_office()
    from protection_release l join office o on o.id = l.recipient_office_id
    where l.person_id = p_person and l.decision = 'approved' and l.source_organisation_id = current_organisation()
    union all
    select 'onward', o.id, o.decided_at, least(o.ended_at, (select max(r.valid_until) from access_reason r where r.under_id = o.id and r.kind = 'onward')), t.name,
      case current_organisation() when o.origin_organisation_id then o.approved_groups else array['basic'] end, 'consent', null, m.name, ${partOf('o.id')}
    from onward_sharing o join office t on t.id = o.recipient_office_id join office m on m.id = o.source_office_id
    where o.person_id = p_person and o.decision = 'approved' and current_organisation() in (o.origin_organisation_id, o.source_organisation_id)
    union all
    select 'file', f.id, f.finished_at, f.expires_at, o.name, array_agg(distinct e.item_group), 'consent', null, f.reason, false
    from export_person e join export_file f on f.id = e.export_id join office o on o.id = f.office_id
    where e.person_id = p_person and e.source_organisation_id = current_organisation() and o.organisation_id <> current_organisation() and f.status = 'done'
    group by f.id, f.finished_at, f.expires_at, o.name, f.reason
    union all
    select 'request', q.id, q.decided_at, null, coalesce((select k.label from code k where k.kind = 'requester_kind' and k.code = q.requester_kind limit 1), q.requester_kind),
      (select array_agg(distinct i.item_group) from disclosure_item i where i.request_id = q.id and i.own and i.mark in ('disclose', 'partial')), 'request', q.document_number, null,
      q.source_office_id = current_office()
    from disclosure_request q
    where q.person_id = p_person and q.source_organisation_id = current_organisation() and q.outcome in ('disclose', 'partial')
    union all
    -- One sitting is one look, of however many pages: the events behind it stay one by one in the record.
    select 'looks', o.id, min(a.at), max(a.at), o.name, null, null, null, (count(*) filter (where a.sits_down))::text, false
    from (select e.office_id, e.at, coalesce(e.at - lag(e.at) over (partition by e.office_id, e.staff_id order by e.at) > interval '${SITTING}', true) as sits_down
      from audit_subject u join audit_event e on e.id = u.event_id where u.person_id = p_person) a
    join office o on o.id = a.office_id
    where o.organisation_id <> current_organisation() group by o.id, o.name)
  select l.kind, l.subject_id, l.at, l.until, l.office_name, l.item_groups, l.legal_basis, l.document_number, l.note
  from listed l where exists (select 1 from mine) and (l.part or exists (select 1 from whole)) order by l.at desc, l.kind, l.subject_id $$`,
    APP,
  ),
];
