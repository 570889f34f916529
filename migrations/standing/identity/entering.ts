import { SESSION_LASTS, SESSION_RESTS } from '@madoguchi/identity';
import { APP, definer, invoker, type StandingObject } from '../object';

/** How far the clock of a process may be from the database's before what one machine writes is hidden from the other. */
export const CLOCKS_APART = '2 seconds';

/**
 * The door of the database: the first statement of every request. What it refuses, it raises, and everything behind it in
 * the message is skipped. It leaves assignment, purpose, request and clock for the transaction and nothing else: office, role
 * and item groups are asked live by every policy.
 */
export const ENTERING: readonly StandingObject[] = [
  // Nobody waits for a colleague's tab: a row that is being written is as good as seen.
  definer(
    'session',
    `create function session_seen(p_hash text, p_now timestamptz) returns void language sql volatile as $$
  update session set seen_at = p_now, expires_at = p_now + interval '${SESSION_RESTS}'
  where sid_hash = (select s.sid_hash from session s where s.sid_hash = p_hash and s.seen_at < p_now - interval '1 minute'
    and s.expires_at > p_now and s.created_at > p_now - interval '${SESSION_LASTS}' for update skip locked) $$`,
    APP,
  ),
  definer(
    'session',
    `create function gate_enter(p_session text, p_token bytea, p_assignment uuid, p_permission text, p_purpose text, p_request text, p_now text, p_clock timestamptz, p_demo boolean)
  returns table (staff_id uuid, office_id uuid, organisation_id uuid, municipality_id uuid, role text)
  language plpgsql volatile as $$
declare
  v_now timestamptz := p_now;
  v_day date := (v_now at time zone 'Asia/Tokyo')::date;
  v record;
begin
  if p_clock not between clock_timestamp() - interval '${CLOCKS_APART}' and clock_timestamp() + interval '${CLOCKS_APART}' then
    raise exception 'not let in' using errcode = 'MD503', constraint = 'clock_skew';
  end if;
  if p_token is null then
    select s.locked_at is not null as locked, coalesce(c.must_change, false) as must_change, s.seen_at,
      a.staff_id, a.office_id, a.organisation_id, a.municipality_id, a.role, coalesce(p_permission = any (a.permissions), false) as may
    into v
    from session s join staff t on t.id = s.staff_id and t.disabled_at is null and not t.service and (p_demo or not t.demo)
    left join staff_credential c on c.staff_id = t.id
    left join actor a on a.assignment_id = p_assignment and a.staff_id = t.id and a.days @> v_day
    where s.sid_hash = p_session and s.expires_at > v_now and s.created_at > v_now - interval '${SESSION_LASTS}';
    if not found then raise exception 'not let in' using errcode = 'MD401', constraint = 'unauthenticated'; end if;
    if v.locked then raise exception 'not let in' using errcode = 'MD401', constraint = 'session_locked'; end if;
    if v.must_change then raise exception 'not let in' using errcode = 'MD401', constraint = 'password_change_required'; end if;
    if v.seen_at < v_now - interval '1 minute' then perform session_seen(p_session, v_now); end if;
  else
    select a.staff_id, a.office_id, a.organisation_id, a.municipality_id, a.role,
      p_permission = any (k.permissions) and coalesce(p_permission = any (a.permissions), false) as may
    into v
    from service_token k join staff t on t.service and t.disabled_at is null and (p_demo or not t.demo)
    join actor a on a.assignment_id = k.assignment_id and a.staff_id = t.id and a.days @> v_day
    where k.token_hash = p_token and k.assignment_id = p_assignment and k.revoked_at is null and k.valid_until > v_day and a.role <> 'administrator';
    if not found then raise exception 'not let in' using errcode = 'MD401', constraint = 'invalid_token'; end if;
  end if;
  if v.may is distinct from true then raise exception 'not let in' using errcode = 'MD401', constraint = 'forbidden'; end if;
  perform set_config('app.assignment', p_assignment::text, true), set_config('app.purpose', p_purpose, true),
    set_config('app.request', p_request, true), set_config('app.now', p_now, true);
  return query select v.staff_id, v.office_id, v.organisation_id, v.municipality_id, v.role;
end $$`,
    APP,
  ),
  // Work that somebody asked for earlier, and an operator's: no row where the assignment is not live (any more).
  invoker(
    `create function act_as(p_assignment uuid, p_purpose text, p_request text, p_now text)
  returns table (staff_id uuid, office_id uuid, organisation_id uuid, municipality_id uuid, role text)
  language plpgsql volatile as $$
begin
  perform set_config('app.assignment', p_assignment::text, true), set_config('app.purpose', p_purpose, true),
    set_config('app.request', p_request, true), set_config('app.now', p_now, true);
  return query select a.staff_id, a.office_id, a.organisation_id, a.municipality_id, a.role from actor a
    where a.assignment_id = p_assignment and a.days @> (p_now::timestamptz at time zone 'Asia/Tokyo')::date;
end $$`,
  ),
];
