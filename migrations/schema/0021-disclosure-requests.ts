import { definedByGate, PROVENANCE, step } from '../ddl';

/** The own office, which must hold the person itself at this moment. */
const ownAndHeld = (table: string): string => `${table}.source_office_id = (select current_office()) and ${table}.source_organisation_id = (select current_organisation())
  and (select actor_may_read('number')) and exists (
  select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = ${table}.person_id
    and c.source_organisation_id = (select current_organisation()) and c.item_group = 'basic' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now()))`;
/** What the role of the actor may read at all: a review is a look at every group. */
const readableGroup = `exists (select 1 from assignment a join role_item_group g on g.role = a.role and g.item_group = disclosure_item.item_group
  where a.id = (select current_assignment()))`;

/**
 * 開示請求: a person asks for the own records; answered per holder, by two persons. The copies that are reviewed lose
 * their text with the decision, here in the database: what is blacked out or withheld cannot be brought back from them.
 */
export const DisclosureRequests = step(
  21,
  'DisclosureRequests',
  `
grant create on schema public to madoguchi_gate;
create table disclosure_request ( -- [case] 開示請求: asked, reviewed, decided by a second person, handed over
  id uuid primary key, -- [technical] key
${PROVENANCE}
  requested_on date not null, -- [domain] 請求日
  requester_kind text not null check (requester_kind in ('self', 'guardian', 'agent')), -- [domain] 本人 / 法定代理人 / 任意代理人
  requester_name text not null check (length(requester_name) between 1 and 60), -- [personal] name of the requester
  identity_check text not null, -- [domain] how the identity was checked; a code
  authority_check text, -- [domain] how the authority of a proxy was checked; a code
  asked_for text not null check (length(asked_for) between 1 and 1000), -- [sensitive] what is asked for
  status text not null check (status in ('received', 'correcting', 'reviewing', 'decided', 'handed_over', 'withdrawn')), -- [domain] state
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
  handed_over_on date, -- [domain] day on which it was handed over
  withdrawn_on date, -- [domain] day on which the requester withdrew
  check ((requester_kind = 'self') = (authority_check is null)),
  check ((status = 'correcting') = (correcting_from is not null)),
  check ((extension_days is null) = (extension_reason is null) and (extension_days is null) = (extension_noticed_on is null)),
  check ((status in ('decided', 'handed_over')) = (outcome is not null)),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)
    and (outcome is null) = (document_number is null) and (outcome is null) = (decided_on is null)),
  check (decided_by is null or decided_by <> review_begun_by),
  check (outcome is distinct from 'refuse_existence' or outcome_reason is not null),
  check ((status = 'handed_over') = (handed_over_on is not null)),
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

alter table disclosure_request enable row level security;
create policy disclosure_request_read on disclosure_request for select to madoguchi_app using (${ownAndHeld('disclosure_request')});
create policy disclosure_request_add on disclosure_request for insert to madoguchi_app with check (
  ${ownAndHeld('disclosure_request')} and status = 'received' and written_by = (select current_staff())
  and municipality_id = (select p.municipality_id from person p where p.id = disclosure_request.person_id));
create policy disclosure_request_change on disclosure_request for update to madoguchi_app
  using (${ownAndHeld('disclosure_request')}) with check (source_office_id = (select current_office()));
create policy disclosure_request_gate on disclosure_request for select to madoguchi_gate using (true);
grant select, insert, update (status, paused_days, correcting_from, correction_note, extension_days, extension_reason, extension_noticed_on, due_on,
  review_begun_by, review_begun_at, outcome, outcome_reason, decided_by, decided_at, document_number, decided_on, handed_over_on, withdrawn_on, version)
  on disclosure_request to madoguchi_app;
grant select on disclosure_request to madoguchi_gate;
alter table disclosure_item enable row level security;
create policy disclosure_item_read on disclosure_item for select to madoguchi_app using (${ownAndHeld('disclosure_item')} and ${readableGroup});
create policy disclosure_item_add on disclosure_item for insert to madoguchi_app with check (
  ${ownAndHeld('disclosure_item')} and mark is null and output is null and answer is null and exists (
    select 1 from disclosure_request r where r.id = disclosure_item.request_id and r.person_id = disclosure_item.person_id and r.status = 'received'));
create policy disclosure_item_change on disclosure_item for update to madoguchi_app
  using (${ownAndHeld('disclosure_item')} and ${readableGroup} and exists (
    select 1 from disclosure_request r where r.id = disclosure_item.request_id and r.status = 'reviewing'))
  with check (source_office_id = (select current_office()));
create policy disclosure_item_gate on disclosure_item to madoguchi_gate using (true) with check (true);
grant select, insert, update (mark, reason, ranges, output, marked_by, consulted_on, answered_on, answer, version) on disclosure_item to madoguchi_app;
grant select, update on disclosure_item to madoguchi_gate;

-- The second person, the completeness of the review and what may never leave are asked for here too, behind the policies.
create function disclosure_request_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if old.outcome is not null and (new.outcome, new.outcome_reason, new.decided_by, new.decided_at, new.document_number, new.decided_on)
      is distinct from (old.outcome, old.outcome_reason, old.decided_by, old.decided_at, old.document_number, old.decided_on) then
    raise exception 'decided' using errcode = '42501';
  end if;
  if old.status in ('decided', 'handed_over', 'withdrawn') and new.status in ('received', 'correcting', 'reviewing') then
    raise exception 'over' using errcode = '42501';
  end if;
  if old.outcome is null and new.outcome is not null then
    if old.status <> 'reviewing' or new.decided_by is distinct from current_staff() or new.decided_at <> app_now() or not actor_is_supervisor()
        or new.review_begun_by is distinct from old.review_begun_by or old.review_begun_by = current_staff()
        or exists (select 1 from disclosure_item i where i.request_id = new.id and i.marked_by = current_staff()) then
      raise exception 'two persons' using errcode = '42501';
    end if;
    if new.outcome <> 'refuse_existence' and (exists (
        select 1 from disclosure_item i where i.request_id = new.id and ((i.own and i.mark is null) or (not i.own and i.answer is null)))
        or (new.outcome in ('disclose', 'withhold') and exists (
          select 1 from disclosure_item i where i.request_id = new.id and i.own and i.mark <> new.outcome))
        or (new.requester_kind <> 'self' and exists (
          select 1 from disclosure_item i where i.request_id = new.id and i.own and i.mark <> 'withhold' and person_withholds(i.person_id, i.item_group)))) then
      raise exception 'review' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
create trigger disclosure_request_guard before update on disclosure_request for each row execute function disclosure_request_guard();
-- With the decision, and with a withdrawal, the copies lose their text; only what is given out stays, as it is given out.
create function disclosure_request_settled() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update disclosure_item set version = version + 1, body = null, output = case when new.outcome in ('disclose', 'partial') then
    case mark when 'disclose' then body when 'partial' then output end end
  where request_id = new.id;
  return null;
end $$;
create trigger disclosure_request_settled after update of status on disclosure_request for each row
  when (old.status not in ('decided', 'handed_over', 'withdrawn') and new.status in ('decided', 'withdrawn')) execute function disclosure_request_settled();
${definedByGate('disclosure_request_guard()')}
${definedByGate('disclosure_request_settled()')}

-- Names of the other side of a measure in force, for the office that answers a request about this person: to compare, never to show.
create function disclosure_adversary_names(p_request uuid) returns table (name text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select a.name from disclosure_request r join protection_adversary a on a.person_id = r.person_id join protection p on p.id = a.protection_id
  where r.id = p_request and r.source_office_id = current_office() and p.ended_at is null $$;
create policy protection_adversary_names on protection_adversary for select to madoguchi_gate using (true);
grant select on protection_adversary to madoguchi_gate;
${definedByGate('disclosure_adversary_names(uuid)', 'madoguchi_app')}

-- What other offices were given of a person, on which basis, for an office that holds the person itself. Looks are counted from the audit record.
create function disclosures_of(p_person uuid)
  returns table (kind text, subject_id uuid, at timestamptz, until timestamptz, office_name text, item_groups text[], legal_basis text, document_number text, note text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as (
    select true from access_cell c where c.person_id = p_person and c.grantee_office_id = current_office() and c.source_organisation_id = current_organisation()
      and c.item_group = 'basic' and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now() and actor_may_read('basic') limit 1),
  listed as (
    select 'referral' as kind, s.id as subject_id, s.at, null::timestamptz as until, o.name as office_name,
      (select array_agg(t.item_group order by t.item_group) from referral_part t where t.referral_id = r.id and t.sent_as = s.document_number) as item_groups,
      'consent' as legal_basis, s.document_number, null::text as note
    from referral_step s join referral r on r.id = s.referral_id join office o on o.id = r.recipient_office_id
    where s.to_status = 'sent' and r.person_id = p_person and r.source_organisation_id = current_organisation()
    union all
    select 'consent', x.cause_id, min(x.valid_from), max(x.valid_until), o.name, array_agg(distinct g.item_group), 'consent', null, null
    from access_reason x cross join lateral unnest(x.item_groups) as g(item_group) join office o on o.id = x.grantee_office_id
    where x.person_id = p_person and x.kind = 'consent' and x.source_organisation_id = current_organisation() and x.valid_from < x.valid_until
    group by x.cause_id, o.name
    union all
    select 'exceptional', e.id, e.decided_at, least(e.valid_until_at, coalesce(e.ended_at, 'infinity')), o.name, e.item_groups, e.legal_basis, null, e.reason
    from exceptional_access e join office o on o.id = e.office_id join person p on p.id = e.person_id
    where e.person_id = p_person and e.decision = 'approved' and p.source_organisation_id = current_organisation()
    union all
    select 'release', l.id, l.decided_at, least(l.valid_until_at, coalesce(l.revoked_at, 'infinity')), o.name, l.item_groups, 'consent', null, l.reason
    from protection_release l join office o on o.id = l.recipient_office_id
    where l.person_id = p_person and l.decision = 'approved' and l.source_organisation_id = current_organisation()
    union all
    select 'file', f.id, f.finished_at, f.expires_at, o.name, array_agg(distinct e.item_group), 'consent', null, f.reason
    from export_person e join export_file f on f.id = e.export_id join office o on o.id = f.office_id
    where e.person_id = p_person and e.source_organisation_id = current_organisation() and o.organisation_id <> current_organisation() and f.status = 'done'
    group by f.id, f.finished_at, f.expires_at, o.name, f.reason
    union all
    select 'request', q.id, q.decided_at, null, coalesce((select k.label from code k where k.kind = 'requester_kind' and k.code = q.requester_kind limit 1), q.requester_kind),
      (select array_agg(distinct i.item_group) from disclosure_item i where i.request_id = q.id and i.own and i.mark in ('disclose', 'partial')), 'request', q.document_number, null
    from disclosure_request q
    where q.person_id = p_person and q.source_organisation_id = current_organisation() and q.outcome in ('disclose', 'partial')
    union all
    select 'looks', o.id, min(a.at), max(a.at), o.name, null, null, null, count(*)::text
    from audit_subject u join audit_event a on a.id = u.event_id join office o on o.id = a.office_id
    where u.person_id = p_person and o.organisation_id <> current_organisation() group by o.id, o.name)
  select l.* from listed l where exists (select 1 from mine) order by l.at desc, l.kind, l.subject_id $$;
${definedByGate('disclosures_of(uuid)', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
