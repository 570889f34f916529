import { SESSION_LASTS } from '@madoguchi/identity';
import { APP, definer, type StandingObject } from '../object';

export const REFUSALS: readonly StandingObject[] = [
  // What was refused: under the assignment that the request named, where it is one's own; else of the person whose session it is,
  // as with an assignment of somebody else; else of nobody.
  definer(
    'session',
    `create function refusal_keep(p_session text, p_token bytea, p_assignment uuid, p_purpose text, p_request text, p_now text, p_detail jsonb) returns void
  language plpgsql volatile as $$
declare
  v_staff uuid;
begin
  perform set_config('app.request', p_request, true), set_config('app.now', p_now, true);
  if exists (
    select 1 from actor a join staff t on t.id = a.staff_id and t.disabled_at is null
    where a.assignment_id = p_assignment and a.days @> (p_now::timestamptz at time zone 'Asia/Tokyo')::date and (
      exists (select 1 from session s where s.sid_hash = p_session and s.staff_id = a.staff_id and s.expires_at > p_now::timestamptz
        and s.created_at > p_now::timestamptz - interval '${SESSION_LASTS}')
      or exists (select 1 from service_token k where k.token_hash = p_token and k.assignment_id = a.assignment_id and k.revoked_at is null))) then
    perform set_config('app.assignment', p_assignment::text, true), set_config('app.purpose', p_purpose, true);
  else
    v_staff := session_holder(p_session, p_now::timestamptz);
  end if;
  perform audit_append('audit.refused', '{}', p_detail || case when v_staff is null then '{}' else jsonb_build_object('staffId', v_staff) end, null);
end $$`,
    APP,
  ),
];
