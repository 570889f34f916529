import { outside } from './step';

/**
 * Whoever is found by a name is found by the whole reading as well. Person by person, each behind the lock under which
 * tokens are written: one that is added beside a withdrawal would outlive it. The text of the reading is a copy, because
 * a step is never edited and may run before the function stands.
 */
export const exactReading = outside(
  '0.4.0-exact-reading',
  "comment on column search_token.token is '[personal] folded bigram, whole reading, birth date or phone tail'",
  `do $$ declare v_person uuid := '00000000-0000-0000-0000-000000000000'; begin
  loop
    select b.person_id into v_person from person_basic b where b.person_id > v_person order by b.person_id limit 1;
    exit when not found;
    perform set_config('synchronous_commit', 'off', true);
    perform pg_advisory_xact_lock(hashtextextended(v_person::text, 20260401));
    insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
    select s.grantee_office_id, 'k:' || regexp_replace(translate(normalize(translate(normalize(translate(normalize(b.family_kana || b.given_kana, NFKC),
        'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞヂヅ',
        'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチジッツズテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾジズ'), NFD), '\u3099\u309A\u309B\u309C', ''), NFC),
        'ァィゥェォッャュョヮヵヶ' || e' \\t\\n\\r\\f\\u000B\\u00A0\\u1680\\u2028\\u2029\\uFEFF' || 'ー・･=＝-‐‑‒–—''’.,、。', 'アイウエオツヤユヨワカケ'), '([オコソトノホモヨロヲ])オ+', '\\1', 'g'), s.person_id, s.source_organisation_id, s.item_group, s.valid_from, s.valid_until
    from search_token s join person_basic b on b.person_id = s.person_id and b.source_organisation_id = s.source_organisation_id
    where s.person_id = v_person and s.token = 'b:' || to_char(b.birth_date, 'YYYY-MM-DD') and s.item_group = 'basic'
    on conflict do nothing;
    commit;
  end loop;
end $$`,
);
