import { definer, type StandingObject, trigger } from '../object';
import { worksNow } from '../policies';

export const WITHHOLDING: readonly StandingObject[] = [
  definer(
    'nobody',
    `create function protection_changed() returns trigger language plpgsql as $$
begin
  perform access_lock(new.person_id);
  perform access_rebuild(new.person_id);
  return null;
end $$`,
  ),
  trigger(`create trigger protection_cells after insert or update on protection for each row execute function protection_changed()`),
  trigger(`create trigger protection_release_cells after update on protection_release for each row execute function protection_changed()`),
  // What an office writes down under a measure is not for the others of its organisation.
  definer(
    'nobody',
    `create function locating_record_written() returns trigger language plpgsql as $$
begin
  if exists (select 1 from protection p where p.person_id = new.person_id and ${worksNow('p')}) then
    perform access_lock(new.person_id);
    perform access_rebuild(new.person_id);
  end if;
  return null;
end $$`,
  ),
  trigger(`create trigger person_contact_cells after insert on person_contact for each row execute function locating_record_written()`),
  trigger(`create trigger household_member_cells after insert on household_member for each row execute function locating_record_written()`),
];
