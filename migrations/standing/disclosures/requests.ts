import { APP, definer, gate, type StandingObject, trigger } from '../object';
import { OWN, cityOfPerson, holdsPerson, worksNow } from '../policies';

/** The own office, which must hold the person itself at this moment. */
const ownAndHeld = (table: string): string => `${OWN} and (select actor_may_read('number')) and ${holdsPerson(table)}`;
/** What the role of the actor may read at all: a review is a look at every group. */
const READABLE_GROUP = `exists (select 1 from assignment a join role_item_group g on g.role = a.role and g.item_group = disclosure_item.item_group
  where a.id = (select current_assignment()))`;

/**
 * 開示請求: the copies that are reviewed lose their text with the decision, here in the database: what is blacked out or
 * withheld cannot be brought back from them.
 */
export const DISCLOSURE_REQUESTS: readonly StandingObject[] = [
  gate(
    'disclosure_request',
    `
create policy disclosure_request_read on disclosure_request for select to madoguchi_app using (${ownAndHeld('disclosure_request')});
create policy disclosure_request_add on disclosure_request for insert to madoguchi_app with check (
  ${ownAndHeld('disclosure_request')} and status = 'received' and written_by = (select current_staff())
  and ${cityOfPerson('disclosure_request')});
create policy disclosure_request_change on disclosure_request for update to madoguchi_app
  using (${ownAndHeld('disclosure_request')}) with check (source_office_id = (select current_office()));
create policy disclosure_request_gate on disclosure_request for select to madoguchi_gate using (true);
grant select, insert, update (status, paused_days, correcting_from, correction_note, extension_days, extension_reason, extension_noticed_on, due_on,
  review_begun_by, review_begun_at, outcome, outcome_reason, decided_by, decided_at, document_number, decided_on, delivered_on, withdrawn_on, version)
  on disclosure_request to madoguchi_app;
grant select on disclosure_request to madoguchi_gate;
`,
  ),
  gate(
    'disclosure_item',
    `
create policy disclosure_item_read on disclosure_item for select to madoguchi_app using (${ownAndHeld('disclosure_item')} and ${READABLE_GROUP});
create policy disclosure_item_add on disclosure_item for insert to madoguchi_app with check (
  ${ownAndHeld('disclosure_item')} and mark is null and output is null and answer is null and exists (
    select 1 from disclosure_request r where r.id = disclosure_item.request_id and r.person_id = disclosure_item.person_id and r.status = 'received'));
create policy disclosure_item_change on disclosure_item for update to madoguchi_app
  using (${ownAndHeld('disclosure_item')} and ${READABLE_GROUP} and exists (
    select 1 from disclosure_request r where r.id = disclosure_item.request_id and r.status = 'reviewing'))
  with check (source_office_id = (select current_office()));
create policy disclosure_item_gate on disclosure_item to madoguchi_gate using (true) with check (true);
grant select, insert, update (mark, reason, ranges, output, marked_by, consulted_on, answered_on, answer, version) on disclosure_item to madoguchi_app;
grant select, update on disclosure_item to madoguchi_gate;
`,
  ),
  // The second person, the completeness of the review and what may never leave are asked for here too, behind the policies.
  definer(
    'nobody',
    `create function disclosure_request_guard() returns trigger language plpgsql as $$
begin
  if old.outcome is not null and (new.outcome, new.outcome_reason, new.decided_by, new.decided_at, new.document_number, new.decided_on)
      is distinct from (old.outcome, old.outcome_reason, old.decided_by, old.decided_at, old.document_number, old.decided_on) then
    raise exception 'decided' using errcode = '42501';
  end if;
  if old.status in ('decided', 'delivered', 'withdrawn') and new.status in ('received', 'correcting', 'reviewing') then
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
end $$`,
  ),
  trigger(`create trigger disclosure_request_guard before update on disclosure_request for each row execute function disclosure_request_guard()`),
  // With the decision, and with a withdrawal, the copies lose their text; only what is given out stays, as it is given out.
  definer(
    'nobody',
    `create function disclosure_request_settled() returns trigger language plpgsql as $$
begin
  update disclosure_item set version = version + 1, body = null, output = case when new.outcome in ('disclose', 'partial') then
    case mark when 'disclose' then body when 'partial' then output end end
  where request_id = new.id;
  return null;
end $$`,
  ),
  trigger(`create trigger disclosure_request_settled after update of status on disclosure_request for each row
  when (old.status not in ('decided', 'delivered', 'withdrawn') and new.status in ('decided', 'withdrawn')) execute function disclosure_request_settled()`),
  // Names of the other side of a measure in force, for the office that answers a request about this person: to compare, never to show.
  definer(
    'mask',
    `create function disclosure_adversary_names(p_request uuid) returns table (name text)
  language sql stable as $$
  select a.name from disclosure_request r join protection_adversary a on a.person_id = r.person_id join protection p on p.id = a.protection_id
  where r.id = p_request and r.source_office_id = current_office() and ${worksNow('p')} $$`,
    APP,
  ),
];
