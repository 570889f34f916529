import { SESSION_LASTS, SESSION_RESTS } from '@madoguchi/identity';
import { APP, definer, gate, type StandingObject, trigger } from '../object';
import { CLOCKS_APART } from './entering';

/** What makes a row of a session alive at a moment: used lately, and not begun too long ago, however busy it is. */
function alive(session: string, now: string): string {
  return `${session}.expires_at > ${now} and ${session}.created_at > ${now} - interval '${SESSION_LASTS}'`;
}

export const SESSIONS: readonly StandingObject[] = [
  gate(
    'session',
    `
create policy session_gate on session to madoguchi_gate using (true) with check (true);
create policy session_sweep on session for delete to madoguchi_worker using (true);
create policy session_sweep_read on session for select to madoguchi_worker using (true);
grant select, insert, update, delete on session to madoguchi_gate;
grant select (sid_hash, expires_at), delete on session to madoguchi_worker;
`,
  ),
  // The first process that starts gives the key, only the owner another; the application does not read it.
  gate(
    'session_key',
    `
create policy session_key_read on session_key for select to madoguchi_app using (true);
create policy session_key_first on session_key for insert to madoguchi_app with check (true);
create policy session_key_gate on session_key for select to madoguchi_gate using (true);
grant select (key_id), insert on session_key to madoguchi_app;
grant select on session_key to madoguchi_gate;
`,
  ),
  gate(
    'session_proof',
    `
create policy session_proof_gate on session_proof to madoguchi_gate using (true) with check (true);
grant select, insert, delete on session_proof to madoguchi_gate;
`,
  ),
  // HMAC-SHA-256: whoever made the proof has the master key.
  definer(
    'session',
    `create function session_proved(p_text text, p_proof bytea) returns boolean language sql stable as $$
  select coalesce((select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(p_text, 'UTF8'))) = p_proof from session_key k), false) $$`,
    APP,
  ),
  // Whose session it is, while it is alive; also behind 離席ロック.
  definer(
    'nobody',
    `create function session_holder(p_session text, p_now timestamptz) returns uuid language sql stable as $$
  select t.id from session s join staff t on t.id = s.staff_id and t.disabled_at is null and not t.service
  where s.sid_hash = p_session and ${alive('s', 'p_now')} $$`,
  ),
  // What is one's own is changed through one's own session: alive and open, by a process whose clock is the database's.
  definer(
    'nobody',
    `create function own_staff(p_session text, p_now timestamptz, p_clock timestamptz) returns uuid language plpgsql stable as $$
begin
  perform same_clock(p_clock);
  return (select session_holder(p_session, p_now) from session s where s.sid_hash = p_session and s.locked_at is null);
end $$`,
  ),
  definer(
    'nobody',
    `create function same_clock(p_clock timestamptz) returns void language plpgsql stable as $$
begin
  if p_clock between clock_timestamp() - interval '${CLOCKS_APART}' and clock_timestamp() + interval '${CLOCKS_APART}' then return; end if;
  raise exception 'not let in' using errcode = 'MD503', constraint = 'clock_skew';
end $$`,
  ),
  // The event of a change of one's own, written with it and only if it happens.
  definer(
    'nobody',
    `create function own_event(p_action text, p_staff uuid, p_detail jsonb, p_now timestamptz) returns void language plpgsql volatile as $$
begin
  perform audit_append(p_action, '{}', jsonb_build_object('staffId', p_staff) || p_detail, null, p_now);
end $$`,
  ),
  definer(
    'session',
    `create function session_load(p_hash text, p_now timestamptz) returns jsonb language sql stable as $$
  select jsonb_build_object('id', s.id, 'data', s.data, 'seenAt', s.seen_at, 'locked', s.locked_at is not null, 'staff', case when t.id is null then null else jsonb_build_object(
      'id', t.id, 'name', t.name, 'login', t.login, 'demo', t.demo,
      'secondFactor', coalesce(c.totp_confirmed_at is not null, false),
      'hasPassword', c.staff_id is not null, 'mustChange', coalesce(c.must_change, false),
      'linked', exists (select 1 from staff_identity i where i.staff_id = t.id),
      'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'officeId', o.id, 'officeName', o.name,
          'officeKind', o.kind, 'organisationId', g.id, 'organisationName', g.name, 'municipalityId', o.municipality_id) order by a.valid_from, a.id), '[]')
        from assignment a join office o on o.id = a.office_id join organisation g on g.id = o.organisation_id
        where a.staff_id = t.id and a.valid_from <= (p_now at time zone 'Asia/Tokyo')::date
          and a.valid_until > (p_now at time zone 'Asia/Tokyo')::date)) end)
  from session s left join staff t on t.id = s.staff_id and t.disabled_at is null and not t.service
    left join staff_credential c on c.staff_id = t.id
  where s.sid_hash = p_hash and ${alive('s', 'p_now')} $$`,
    APP,
  ),
  // By a proof that only a process with the master key makes, of this session, this person and this moment, and once: what a
  // statement makes up that was slipped in is no session. A session of nobody yet keeps what a browser was sent to the provider with. The words under data are those of the
  // version before, which reads them until it is gone.
  definer(
    'session',
    `create function session_open(p_hash text, p_staff uuid, p_attempt jsonb, p_now timestamptz, p_clock text, p_proof bytea) returns boolean
  language plpgsql volatile as $$
declare v_taken text;
begin
  perform same_clock(p_clock::timestamptz);
  delete from session_proof where used_at < clock_timestamp() - 3 * interval '${CLOCKS_APART}';
  insert into session_proof (sid_hash, used_at)
  select p_hash, clock_timestamp() where session_proved(concat_ws('|', p_hash, coalesce(p_staff::text, ''), p_clock), p_proof)
  on conflict do nothing returning sid_hash into v_taken;
  -- Wrong, or used already.
  if v_taken is null then
    perform own_event('identity.session-refused', p_staff, '{}', p_now);
    return false;
  end if;
  insert into session (sid_hash, staff_id, data, created_at, seen_at, expires_at) values (p_hash, p_staff,
    jsonb_strip_nulls(jsonb_build_object('attempt', p_attempt, 'passport', case when p_staff is not null then jsonb_build_object('user', p_staff) end,
      'cookie', jsonb_build_object('path', '/', 'httpOnly', true, 'sameSite', 'strict'))), p_now, p_now, p_now + interval '${SESSION_RESTS}');
  return true;
end $$`,
    APP,
  ),
  definer(
    'session',
    `create function session_keep_attempt(p_hash text, p_attempt jsonb, p_now timestamptz) returns boolean
  language sql volatile as $$
  with kept as (update session set data = data || jsonb_build_object('attempt', p_attempt) where sid_hash = p_hash and ${alive('session', 'p_now')} returning 1)
  select exists (select 1 from kept) $$`,
    APP,
  ),
  definer(
    'session',
    `create function session_end(p_hash text) returns void language sql volatile as $$
  delete from session where sid_hash = p_hash $$`,
    APP,
  ),
  // 離席ロック. @returns false where there is no session of one's own that is open.
  definer(
    'session',
    `create function own_lock(p_session text, p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
declare v_staff uuid := own_staff(p_session, p_now, p_clock);
begin
  update session set locked_at = p_now where sid_hash = p_session and staff_id = v_staff and locked_at is null;
  if not found then return false; end if;
  perform own_event('identity.lock', v_staff, '{}', p_now);
  return true;
end $$`,
    APP,
  ),
  // The lock opens for its own person: whoever the application has seen prove it, and no session that is over or of somebody stopped.
  definer(
    'session',
    `create function own_unlock(p_session text, p_staff uuid, p_detail jsonb, p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
begin
  perform same_clock(p_clock);
  update session set locked_at = null where sid_hash = p_session and locked_at is not null and p_staff = session_holder(p_session, p_now);
  if not found then return false; end if;
  perform own_event('identity.unlock', p_staff, p_detail, p_now);
  return true;
end $$`,
    APP,
  ),
  // For the version before.
  definer(
    'session',
    `create function session_lock(p_hash text, p_now timestamptz) returns void language sql volatile as $$
  update session set locked_at = coalesce(locked_at, p_now) where sid_hash = p_hash $$`,
    APP,
  ),
  definer(
    'session',
    `create function session_list(p_hash text, p_now timestamptz) returns table (id uuid, created_at timestamptz, seen_at timestamptz, locked boolean, current boolean)
  language sql stable as $$
  select s.id, s.created_at, s.seen_at, s.locked_at is not null, s.sid_hash = p_hash from session s
  where s.staff_id = (select session_holder(p_hash, p_now)) and ${alive('s', 'p_now')}
  order by s.seen_at desc $$`,
    APP,
  ),
  // Ends another session of the person who holds this one; what is somebody else's is not there, and leaves no event.
  definer(
    'session',
    `create function own_end_other(p_session text, p_id uuid, p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
declare v_staff uuid := own_staff(p_session, p_now, p_clock);
begin
  delete from session s where s.id = p_id and s.sid_hash <> p_session and s.staff_id = v_staff and ${alive('s', 'p_now')};
  if not found then return false; end if;
  perform own_event('identity.end-session', v_staff, jsonb_build_object('sessionId', p_id), p_now);
  return true;
end $$`,
    APP,
  ),
  // Who may not sign in any more has no session left, also after being let in again: the old cookie is worth nothing.
  definer(
    'nobody',
    `create function sessions_of_disabled() returns trigger language plpgsql as $$
begin
  delete from session s where s.staff_id = new.id;
  return null;
end $$`,
  ),
  trigger(`create trigger sessions_of_disabled after update of disabled_at on staff for each row
  when (old.disabled_at is null and new.disabled_at is not null) execute function sessions_of_disabled()`),
  // What a browser was sent to the provider with is worth one return: a second one, also at the same moment, finds nothing.
  definer(
    'session',
    `create function session_take_attempt(p_hash text) returns jsonb
  language sql volatile as $$
  with held as (select sid_hash, data -> 'attempt' as attempt from session where sid_hash = p_hash and data ? 'attempt' for update),
    taken as (update session s set data = s.data - 'attempt' from held where s.sid_hash = held.sid_hash returning held.attempt)
  select attempt from taken $$`,
    APP,
  ),
];
