import { definer, type StandingObject, trigger } from '../object';
import { CHOOSE_ANOTHER } from '../policies';

export const DAYS_APART: readonly StandingObject[] = [
  definer(
    'nobody',
    `create function protection_keeps_days_apart() returns trigger language plpgsql as $$
begin
  if new.status = 'planned' and exists (select 1 from protection_apart(new.person_id) x join appointment a on a.person_id = x.other_id
      where a.source_office_id = new.source_office_id and a.planned_on = new.planned_on and a.status = 'planned') then
    raise exception '${CHOOSE_ANOTHER}' using errcode = 'MD409', constraint = 'choose_another';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger protection_day before insert or update of planned_on, status on appointment for each row execute function protection_keeps_days_apart()`),
];
