import { APP, definer, invoker, type StandingObject, trigger } from '../object';

const rangeOf = (first: number, last: number): string => String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
const HIRAGANA = `${rangeOf(0x3041, 0x3096)}\u309D\u309E`;
const KATAKANA = `${rangeOf(0x30a1, 0x30f6)}\u30FD\u30FE`;
const SMALL = 'ァィゥェォッャュョヮヵヶ';
const LARGE = 'アイウエオツヤユヨワカケ';
const MARKS = '\u3099\u309A\u309B\u309C';
const BETWEEN = "' || e' \\t\\n\\r\\f\\u000B\\u00A0\\u1680\\u2028\\u2029\\uFEFF' || 'ー・･=＝-‐‑‒–—''’.,、。";

/** Whoever registers builds the tokens at the end; any other write of a name or a number builds them by itself. */
const NOT_REGISTERING = `when (current_setting('app.registering', true) is distinct from new.person_id::text)`;

/** By what a person is found: it follows from names and contact, from cells and from measures. */
export const NAMES: readonly StandingObject[] = [
  // The key under which readings meet that people take for the same: of kana, what `searchKey` of the kernel makes of it.
  invoker(
    `create function reading_key(p_reading text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(translate(
    normalize(translate(normalize(translate(normalize(p_reading, NFKC), '${HIRAGANA}ヂヅ', '${KATAKANA.replace('ヂ', 'ジ').replace('ヅ', 'ズ')}ジズ'), NFD), '${MARKS}', ''), NFC),
    '${SMALL}${BETWEEN}', '${LARGE}'), '([オコソトノホモヨロヲ])オ+', '\\1', 'g') $$`,
  ),
  definer(
    'nobody',
    `create function names_changed() returns trigger language plpgsql as $$
begin
  -- Tokens follow from masks: rebuilt beside a withdrawal, they would outlive it, or stop it.
  perform access_lock(new.person_id);
  perform access_rebuild_tokens(new.person_id);
  return null;
end $$`,
  ),
  trigger(
    `create trigger person_basic_tokens after insert or update of search_tokens, family_kana, given_kana on person_basic
  for each row ${NOT_REGISTERING} execute function names_changed()`,
  ),
  trigger(`create trigger person_contact_tokens after insert or update of search_tokens on person_contact for each row ${NOT_REGISTERING} execute function names_changed()`),
  // The rows of somebody who is being registered are there, all of them.
  definer(
    'mask',
    `create function end_registration(p_person uuid) returns void language plpgsql volatile as $$
begin
  if current_setting('app.registering', true) is distinct from p_person::text then raise exception 'nobody is being registered' using errcode = '42501'; end if;
  perform set_config('app.registering', '', true);
  perform access_lock(p_person);
  perform access_rebuild_tokens(p_person);
end $$`,
    APP,
  ),
];
