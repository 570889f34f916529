import { APP, definer, gate, type StandingObject } from '../object';

/** The first wait; each further failure doubles it. */
const FIRST_WAIT = '30 seconds';
const LONGEST_WAIT = '15 minutes';
/** Failures of so long ago are forgotten. */
const FORGOTTEN = '1 day';

/** Slower and slower, by a key that the application alone can make: nothing here tells whether there is such an account. */
export const SLOW_DOWN: readonly StandingObject[] = [
  gate(
    'sign_in_try',
    `
create policy sign_in_try_gate on sign_in_try to madoguchi_gate using (true) with check (true);
create policy sign_in_try_sweep on sign_in_try for delete to madoguchi_worker using (true);
create policy sign_in_try_sweep_read on sign_in_try for select to madoguchi_worker using (true);
grant select, insert, update, delete on sign_in_try to madoguchi_gate;
grant select (failed_at), delete on sign_in_try to madoguchi_worker;
`,
  ),
  // A try counts as a failure before its outcome is known, so that tries at one moment are not all the first.
  // @returns for how many seconds nothing is tried; 0 where it may be, and is counted.
  definer(
    'nothing',
    `create function try_begin(p_key bytea, p_free integer, p_now timestamptz) returns integer language plpgsql volatile as $$
declare
  v_failures integer; v_until timestamptz;
begin
  insert into sign_in_try as t (key, failures, failed_at, rests_until) values (p_key, 0, p_now, p_now)
  on conflict (key) do update set failures = case when t.failed_at < p_now - interval '${FORGOTTEN}' then 0 else t.failures end
  returning t.failures + 1, t.rests_until into v_failures, v_until;
  if v_until > p_now then return ceil(extract(epoch from v_until - p_now)); end if;
  update sign_in_try set failures = v_failures, failed_at = p_now,
    rests_until = p_now + case when v_failures > p_free
      then least(interval '${FIRST_WAIT}' * 2 ^ least(v_failures - p_free - 1, 20), interval '${LONGEST_WAIT}') else interval '0' end
  where key = p_key;
  return 0;
end $$`,
    APP,
  ),
  // The same question without a try.
  definer(
    'nothing',
    `create function try_rests(p_key bytea, p_now timestamptz) returns integer language sql stable as $$
  select coalesce((select ceil(extract(epoch from t.rests_until - p_now))::integer from sign_in_try t where t.key = p_key and t.rests_until > p_now), 0) $$`,
    APP,
  ),
  // A good one forgets all before it; one that was neither good nor wrong is taken back.
  definer(
    'nothing',
    `create function try_end(p_key bytea, p_good boolean, p_now timestamptz) returns void language sql volatile as $$
  with taken_back as (update sign_in_try set failures = greatest(failures - 1, 0), rests_until = p_now where key = p_key and not p_good)
  delete from sign_in_try where key = p_key and p_good $$`,
    APP,
  ),
];
