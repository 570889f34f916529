import { SESSION_LASTS } from '@madoguchi/identity';
import { APP, definer, type StandingObject } from '../object';

export const REFUSALS: readonly StandingObject[] = [
  // What somebody was refused, under the assignment that the request named; of nobody, and of a stranger's assignment, nothing.
  definer(
    'session',
    `create function refusal_keep(p_session text, p_token bytea, p_assignment uuid, p_purpose text, p_request text, p_now text, p_detail jsonb) returns void
  language plpgsql volatile as $$
begin
  if not exists (
    select 1 from actor a join staff t on t.id = a.staff_id and t.disabled_at is null
    where a.assignment_id = p_assignment and a.days @> (p_now::timestamptz at time zone 'Asia/Tokyo')::date and (
      exists (select 1 from session s where s.sid_hash = p_session and s.staff_id = a.staff_id and s.expires_at > p_now::timestamptz
        and s.created_at > p_now::timestamptz - interval '${SESSION_LASTS}')
      or exists (select 1 from service_token k where k.token_hash = p_token and k.assignment_id = a.assignment_id and k.revoked_at is null))) then return; end if;
  perform set_config('app.assignment', p_assignment::text, true), set_config('app.purpose', p_purpose, true),
    set_config('app.request', p_request, true), set_config('app.now', p_now, true);
  perform audit_append('audit.refused', '{}', p_detail, null);
end $$`,
    APP,
  ),
];
