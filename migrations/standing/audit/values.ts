import { APP, definer, gate, type StandingObject, trigger } from '../object';

export const AUDIT_VALUES: readonly StandingObject[] = [
  gate(
    'audit_key',
    `
create policy audit_key_gate on audit_key to madoguchi_gate using (true) with check (true);
grant select, insert, update on audit_key to madoguchi_gate;
`,
  ),
  // Whatever is done to a key stands in the record, with a hash of its whole row: a key that nothing tells of was exchanged.
  definer(
    'nobody',
    `create function audit_key_state() returns trigger language plpgsql as $$
begin
  perform audit_append('audit.key', '{}', jsonb_build_object('key', new.id, 'masterKey', new.master_key_id, 'row', encode(sha256(convert_to(
    concat_ws('|', new.id, coalesce(new.person_id::text, '-'), coalesce(new.month, '-'), new.master_key_id, coalesce(encode(new.wrapped, 'hex'), '-'), extract(epoch from new.made_at), coalesce(extract(epoch from new.destroyed_at)::text, '-')), 'UTF8')), 'hex')));
  return null;
end $$`,
  ),
  trigger('create trigger audit_key_stated after insert or update on audit_key for each row execute function audit_key_state()'),
  // The key to write with: the one in use, else the one that the caller brings. Of two first writes the second waits for the
  // first to end, and gets its key.
  definer(
    'actor',
    `create function audit_key_take(p_id uuid, p_person uuid, p_month text, p_master_key_id text, p_wrapped bytea)
  returns table (id uuid, master_key_id text, wrapped bytea)
  language plpgsql volatile as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  for attempt in 1..2 loop
    if p_person is null then
      return query select k.id, k.master_key_id, k.wrapped from audit_key k where k.month = p_month and k.destroyed_at is null;
    else
      return query select k.id, k.master_key_id, k.wrapped from audit_key k where k.person_id = p_person and k.destroyed_at is null;
    end if;
    if found then return; end if;
    insert into audit_key (id, person_id, month, master_key_id, wrapped, made_at)
    values (p_id, p_person, p_month, p_master_key_id, p_wrapped, app_now()) on conflict do nothing;
  end loop;
end $$`,
    APP,
  ),
  // Keys of stored events, for auditors; a destroyed one comes back without its key.
  definer(
    'actor',
    `create function audit_key_read(p_ids uuid[]) returns table (id uuid, person_id uuid, month text, master_key_id text, wrapped bytea)
  language sql stable as $$
  select k.id, k.person_id, k.month, k.master_key_id, k.wrapped from audit_key k where k.id = any(p_ids) and actor_is_auditor() $$`,
    APP,
  ),
  // Nothing is disposed of before its fiscal year is 確定. No table says yet which years are: so none is.
  definer(
    'nobody',
    `create function audit_years_closed(p_person uuid) returns boolean language sql stable as $$
  select false and p_person is not null $$`,
  ),
  // The owner's alone: what is left is the row that says when.
  definer(
    'nobody',
    `create function audit_drop_person_key(p_person uuid) returns boolean language plpgsql volatile as $$
begin
  update audit_key set wrapped = null, destroyed_at = coalesce(app_now(), clock_timestamp()) where person_id = p_person and destroyed_at is null;
  if not found then return false; end if;
  perform audit_append('audit.destroy-key', array[p_person], '{}');
  return true;
end $$`,
  ),
  // For disposal. False: refused, because a fiscal year in which the person has facts is not closed.
  definer(
    'actor',
    `create function audit_destroy_person_key(p_person uuid) returns boolean language plpgsql volatile as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not audit_years_closed(p_person) then return false; end if;
  perform audit_drop_person_key(p_person);
  return true;
end $$`,
    APP,
  ),
];
