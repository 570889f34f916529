import { definer, type StandingObject, trigger } from '../object';

export const NAMES: readonly StandingObject[] = [
  definer(
    `create function names_changed() returns trigger language plpgsql as $$
begin
  -- Tokens follow from masks: rebuilt beside a withdrawal, they would outlive it, or stop it.
  perform access_lock(new.person_id);
  perform access_rebuild_tokens(new.person_id);
  return null;
end $$`,
  ),
  trigger(`create trigger person_basic_tokens after insert or update of search_tokens on person_basic for each row execute function names_changed()`),
  trigger(`create trigger person_contact_tokens after insert or update of search_tokens on person_contact for each row execute function names_changed()`),
];
