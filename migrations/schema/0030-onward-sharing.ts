import { definedByGate, PROVENANCE, step } from '../ddl';

/** Consents c of the passing office of o that name its recipient: as with requests, a renewed or later paper carries on. */
const NAMES_RECIPIENT = `c.person_id = o.person_id and c.source_office_id = o.source_office_id
    and coalesce(c.recipient_office_id, o.recipient_office_id) = o.recipient_office_id
    and c.recipient_organisation_id = (select x.organisation_id from office x where x.id = o.recipient_office_id)`;
const CONSENT_END = `c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity')`;

/**
 * 再提供: what an office received from another organisation goes on to a third one only with the person's consent and,
 * where the agreement says so (Kumamoto's agreement, article 5), with the approval of the organisation it came from. It
 * never shows more than the passing office itself sees at the same moment, and it is not passed on again. Here are the
 * records and the reasons; nobody can write one before the cells are cut (0032) and the functions are there (0033).
 */
export const OnwardSharing = step(
  30,
  'OnwardSharing',
  `
grant create on schema public to madoguchi_gate;
alter table agreement add column onward_needs_approval boolean not null default true;
comment on column agreement.onward_needs_approval is '[domain] 相手方の承諾: information of the other party is passed on only with its approval';
alter table consent_form_scope drop constraint consent_form_scope_direction_check;
alter table consent_form_scope add constraint consent_form_scope_direction_check check (direction in ('to_recipient', 'from_recipient', 'onward'));
alter table consent_scope drop constraint consent_scope_direction_check;
alter table consent_scope add constraint consent_scope_direction_check check (direction in ('to_recipient', 'from_recipient', 'onward'));
alter table access_reason drop constraint access_reason_kind_check;
alter table access_reason add constraint access_reason_kind_check check (kind in ('ownership', 'authorship', 'consent', 'exceptional', 'onward'));
comment on column access_reason.referral_id is '[technical] the request, or the passing on, under which a consent is used';

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
alter table onward_sharing enable row level security;
-- To whom else a protected person goes is not told to the recipient.
create policy onward_sharing_read on onward_sharing for select to madoguchi_app using (exists (
  select 1 from record_party p where p.record_id = onward_sharing.id and p.office_id = (select current_office())
    and p.valid_from <= (select app_now()) and p.valid_until > (select app_now()))
  and (select current_office()) is distinct from case when person_protected(person_id) then recipient_office_id end);
create policy onward_sharing_gate on onward_sharing to madoguchi_gate using (true) with check (true);
grant select on onward_sharing to madoguchi_app;
grant select, insert, update on onward_sharing to madoguchi_gate;

drop function access_wanted_consent_reasons(uuid);
create function access_wanted_consent_reasons(p_person uuid)
  returns table (grantee_office_id uuid, source_organisation_id uuid, kind text, cause_id uuid, referral_id uuid, purpose text, item_groups text[], valid_from timestamptz, valid_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select case s.direction when 'to_recipient' then r.recipient_office_id else c.source_office_id end,
    case s.direction when 'to_recipient' then c.source_organisation_id else c.recipient_organisation_id end,
    'consent', c.id, r.id, s.purpose, array_agg(s.item_group order by s.item_group),
    greatest(c.valid_from_at, r.sent_at),
    least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))
  from consent c
  join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id and r.sent_at is not null
    and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id)
  join office o on o.id = r.recipient_office_id and o.organisation_id = c.recipient_organisation_id
  join consent_scope s on s.consent_id = c.id and s.narrowed_at is null and s.direction <> 'onward'
  where c.person_id = p_person
  group by 1, 2, c.id, r.id, s.purpose, s.direction, c.valid_from_at, r.sent_at, c.valid_until_at, c.withdrawn_at, c.superseded_at, r.sharing_ended_at
  union all
  -- What goes on is the origin's; who it speaks of, the passing office says.
  select o.recipient_office_id, case s.direction when 'onward' then o.origin_organisation_id else o.source_organisation_id end,
    'onward', c.id, o.id, s.purpose, array_agg(s.item_group order by s.item_group),
    greatest(c.valid_from_at, o.decided_at), least(${CONSENT_END}, coalesce(o.ended_at, 'infinity'))
  from onward_sharing o
  join consent c on ${NAMES_RECIPIENT}
  join consent_scope s on s.consent_id = c.id and s.narrowed_at is null and s.purpose = 'support'
    and (s.direction, s.item_group) in (select 'onward', g from unnest(o.approved_groups) g union all select 'to_recipient', 'basic')
  where o.person_id = p_person and o.decision = 'approved'
  group by 1, 2, c.id, o.id, s.purpose, c.valid_from_at, o.decided_at, c.valid_until_at, c.withdrawn_at, c.superseded_at, o.ended_at $$;
${definedByGate('access_wanted_consent_reasons(uuid)')}

create or replace function access_sync_consents(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, referral_id, purpose, item_groups, valid_from, valid_until)
  select p_person, w.grantee_office_id, w.source_organisation_id, w.kind, w.cause_id, w.referral_id, w.purpose, w.item_groups, w.valid_from, w.valid_until
  from access_wanted_consent_reasons(p_person) w
  on conflict (person_id, grantee_office_id, source_organisation_id, kind, cause_id, referral_id, purpose)
  do update set item_groups = excluded.item_groups, valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  update access_reason r set valid_until = least(r.valid_until, app_now())
  where r.person_id = p_person and r.kind in ('consent', 'onward') and not exists (
    select 1 from access_wanted_consent_reasons(p_person) w
    where w.grantee_office_id = r.grantee_office_id and w.source_organisation_id = r.source_organisation_id and w.kind = r.kind
      and w.cause_id = r.cause_id and w.referral_id is not distinct from r.referral_id and w.purpose = r.purpose);
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select distinct on (u.consent_id, u.office_id) u.consent_id, u.office_id, p_person, u.began, u.ended from (
    select c.id as consent_id, r.recipient_office_id as office_id, greatest(c.valid_from_at, r.sent_at) as began,
      least(${CONSENT_END}, coalesce(r.sharing_ended_at, 'infinity')) as ended, r.sharing_ended_at as over_at
    from consent c join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id
      and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id) and r.sent_at is not null
    join office o on o.id = r.recipient_office_id and o.organisation_id = c.recipient_organisation_id
    where c.person_id = p_person
    union all
    select c.id, o.recipient_office_id, greatest(c.valid_from_at, o.decided_at), least(${CONSENT_END}, coalesce(o.ended_at, 'infinity')), o.ended_at
    from onward_sharing o join consent c on ${NAMES_RECIPIENT}
    where o.person_id = p_person and o.decision = 'approved') u
  order by u.consent_id, u.office_id, u.over_at desc nulls first, u.began
  on conflict (record_id, office_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  perform access_rebuild(p_person);
end $$;
revoke create on schema public from madoguchi_gate;
`,
);
