import { searchKey } from '@madoguchi/kernel';
import { TransactionRunner } from '@madoguchi/platform';
import * as fc from 'fast-check';
import { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES } from '../../../apps/cli/src/demo/people/made-up-names';
import { nameTokens } from '../../../libs/clients/src/domain/client';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { bodyOf } from '../../support/looks';
import { expectOk, PERSON, type Schemas } from '../../world/over-http';

// Real: HTTP, PostgreSQL with the runtime roles and all policies; the functions of the database that fold a reading and build tokens.
let t: TestApp;
let cw: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
});
afterAll(() => t.stop());

const BORN = '1970-02-03';
const ANOTHER_DAY = '1988-08-08';

/** The readings of whom the caseworker is warned, in the order in which they are shown. */
async function warnedOf(familyKana: string, givenKana: string, birthDate: string): Promise<readonly string[]> {
  const answer = await cw.post('/clients/duplicates', { familyKana, givenKana, birthDate });
  return bodyOf<{ candidates: readonly { familyKana: string; givenKana: string }[] }>(answer).candidates.map((one) => `${one.familyKana} ${one.givenKana}`.trim());
}

async function register(familyKana: string, givenKana: string, birthDate = BORN): Promise<string> {
  const answer = await cw.post<Schemas['RegisteredDto']>('/clients', { ...PERSON, familyName: '検査', givenName: '', familyKana, givenKana, birthDate });
  return expectOk(answer).id;
}

describe('who may be registered twice', () => {
  beforeAll(async () => {
    await register('コバヤシ', 'ユウコ');
    await register('オオノ', 'キョウカ');
    await register('サイトウ', 'ケイコ');
    await register('サトウ', '');
    await register('サトウ', 'ジロウ', '1971-01-01');
    await register('オカ', '', '1969-05-05');
  });

  it.each([
    ['the same reading', 'コバヤシ', 'ユウコ', 'コバヤシ ユウコ'],
    ['half-width kana', 'ｺﾊﾞﾔｼ', 'ﾕｳｺ', 'コバヤシ ユウコ'],
    ['hiragana', 'こばやし', 'ゆうこ', 'コバヤシ ユウコ'],
    ['a reading without its voicing marks', 'コハヤシ', 'ユウコ', 'コバヤシ ユウコ'],
    ['a long vowel and a small kana written otherwise', 'オーノ', 'キヨウカ', 'オオノ キョウカ'],
    ['a space at another place', 'コバヤ', 'シユウコ', 'コバヤシ ユウコ'],
  ])('is told by %s, whatever the birth date', async (_what, family, given, expected) => {
    expect(await warnedOf(family, given, ANOTHER_DAY)).toEqual([expected]);
  });

  it.each([
    ['family and given name in each other’s place', 'ユウコ', 'コバヤシ', 'コバヤシ ユウコ'],
    ['another given name', 'コバヤシ', 'ヨウコ', 'コバヤシ ユウコ'],
    ['a shorter family name', 'イトウ', 'ケイコ', 'サイトウ ケイコ'],
  ])('is told by the birth date with %s', async (_what, family, given, expected) => {
    expect(await warnedOf(family, given, BORN)).toEqual([expected]);
    expect(await warnedOf(family, given, ANOTHER_DAY)).toEqual([]);
  });

  it('is everybody of the family name where no given name is known, and who is born on the day stands first', async () => {
    expect(await warnedOf('サトウ', '', '1971-01-01')).toEqual(['サトウ ジロウ', 'サトウ']);
  });

  it('is nobody where two characters are all that is known, but for the birth date', async () => {
    expect(await warnedOf('オカ', '', ANOTHER_DAY)).toEqual([]);
    expect(await warnedOf('オカ', '', '1969-05-05')).toEqual(['オカ']);
  });

  it('keeps a registration back until each was seen, and takes no number meanwhile', async () => {
    const next = async (): Promise<number> => (await t.owner.query<{ n: number }>('select last_value::integer as n from person_number')).rows[0]?.n ?? 0;
    const before = await next();
    const body = { ...PERSON, familyName: '検査', familyKana: 'コバヤシ', givenKana: 'ユウコ', birthDate: ANOTHER_DAY };
    expect((await cw.post('/clients', body)).body).toMatchObject({ code: 'possible_duplicate' });
    const unknown = '00000000-0000-4000-8000-000000000001';
    expect((await cw.post('/clients', { ...body, duplicatesSeen: [unknown] })).body).toMatchObject({ code: 'possible_duplicate' });
    expect(await next()).toBe(before);
    const seen = bodyOf<{ candidates: readonly { id: string }[] }>(await cw.post('/clients/duplicates', { familyKana: 'コバヤシ', givenKana: 'ユウコ', birthDate: ANOTHER_DAY }));
    expectOk(await cw.post('/clients', { ...body, duplicatesSeen: seen.candidates.map((one) => one.id) }));
    expect(await next()).toBe(before + 1);
  });

  it('is, of the made-up names, everybody of the same reading; who bears its pieces within a longer one is not meant any more', () => {
    const people = FAMILY_NAMES.flatMap(([familyName, familyKana]) =>
      [...FEMALE_NAMES, ...MALE_NAMES].map(([givenName, givenKana]) => ({ key: searchKey(familyKana + givenKana), kana: familyKana + givenKana, tokens: new Set(nameTokens(familyKana + givenKana).concat(nameTokens(familyName + givenName))) })),
    );
    const found = { byPieces: 0, byBoth: 0, same: 0 };
    const notLonger: string[] = [];
    for (const { kana, key } of people) {
      const pieces = nameTokens(kana).filter((token) => [...token].length > 3);
      if (pieces.length < 2) continue;
      for (const other of people) {
        if (other.key === key) found.same += 1;
        if (!pieces.every((piece) => other.tokens.has(piece))) continue;
        found.byPieces += 1;
        if (other.key === key) found.byBoth += 1;
        else if (other.kana.length <= kana.length) notLonger.push(`${kana} as ${other.kana}`);
      }
    }
    console.log(`duplicates by the whole reading: ${found.byBoth} of the ${found.byPieces} that bigrams find (${((found.byBoth / found.byPieces) * 100).toFixed(1)} %), ${found.same} of ${found.same} of the same reading`);
    expect(found.byBoth).toBe(found.same);
    expect(found.byBoth / found.byPieces).toBeGreaterThan(0.95);
    expect(notLonger).toEqual([]);
  });
});

describe('the whole reading', () => {
  const kana = fc.stringMatching(/^[ぁ-ゖゝゞァ-ヶヽヾー・ ｦ-ﾝ]{1,12}$/);

  it('is folded by the database as by the application', async () => {
    const readings = fc.sample(kana, 2_000);
    const { rows } = await t.owner.query<{ reading: string; key: string }>('select r.reading, reading_key(r.reading) as key from unnest($1::text[]) as r(reading)', [readings]);
    expect(rows).toHaveLength(2_000);
    expect(rows.filter(({ reading, key }) => key !== searchKey(reading))).toEqual([]);
  });

  it('stands beside the bigrams and the birth date once a registration is over', async () => {
    const id = await register('イチド', 'ダケ', '1992-09-09');
    const { rows } = await t.owner.query<{ token: string }>("select token from search_token where person_id = $1 and item_group = 'basic'", [id]);
    const names = ['検査', 'イチドダケ'].flatMap((name) => nameTokens(name));
    expect(rows.map((one) => one.token).sort()).toEqual([...names, 'b:1992-09-09', `k:${searchKey('イチドダケ')}`].sort());
    expect((await t.owner.query('select token_differences($1)::int as n', [id])).rows).toEqual([{ n: 0 }]);
  });

  it('is known of whom the version before registers: its rows build the tokens themselves', async () => {
    const person = '00000000-0000-4000-8000-0000000000aa';
    await t.app.get(TransactionRunner).run(t.ctx('cw1'), async (tx) => {
      const { staffId, officeId, organisationId, municipalityId } = tx.actor;
      const own = [person, municipalityId, officeId, organisationId, staffId, tx.now] as const;
      await tx.query('select access_register($1)', [person]);
      await tx.query("insert into person (id, number, municipality_id, source_office_id, source_organisation_id, written_by, entered_at) values ($1, 'R08-99999', $2, $3, $4, $5, $6)", own);
      await tx.query(
        `insert into person_basic (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, family_name, given_name, family_kana, given_kana, birth_date, sex, search_tokens)
         values ($1, $1, $2, $3, $4, $5, $6, '前', '版', 'マエノ', 'ハン', '1980-03-03', 'male', array['b:1980-03-03'])`,
        own,
      );
    });
    const { rows } = await t.owner.query('select token from search_token where person_id = $1 order by token', [person]);
    expect(rows).toEqual([{ token: 'b:1980-03-03' }, { token: 'k:マエノハン' }]);
  });
});
