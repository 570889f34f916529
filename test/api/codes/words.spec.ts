import { RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import { outcomeCells } from '../../../libs/exports/src/domain/outcome-columns';
import type { ApiAnswer } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import type { Schemas } from '../../world/over-http';
import { copiesFor, DAY, type Desks, type Say, tellWithWords, type Told } from './words-story';

// Real: HTTP, the composed application, PostgreSQL. Into every list of words that the database knows a town's own word is put, as data.
const OWN = 'town_own';
const labelOf = (kind: string): string => `町の語・${kind}`;
/** Lists whose words no copy of a record shows: they are about the request for the copies itself. */
const NOT_OF_RECORDS: readonly string[] = ['identity_check', 'authority_check', 'withhold_reason'];

let t: TestApp;
let desks: Desks;
let kinds: readonly string[];
let first: Told;
const used = new Set<string>();

beforeAll(async () => {
  t = await startTestApp();
  desks = { cw: await t.signIn('cw1'), navi: await t.signIn('navi1'), world: t.world };
  kinds = (await t.owner.query<{ kind: string }>('select kind from code_list where words order by kind')).rows.map((row) => row.kind);
  for (const kind of kinds) await t.owner.query('insert into code (kind, code, label, sort) values ($1, $2, $3, 999)', [kind, OWN, labelOf(kind)]);
  await t.owner.query(`update setting set value = value || '[{"milestone": "${OWN}", "days": 3}]' where key = 'retention.milestones'`);
  used.add('retention_milestone');
  first = await tellWithWords(desks, say, '一', OWN);
});
afterAll(() => t.stop());

/** Every list by the town's own word. */
const say: Say = async <T>(by: Desks['cw'], path: string, body: (word: (kind: string) => string) => object) => {
  const answer = await by.post(path, body((kind) => (used.add(kind), OWN)));
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
};

async function copies(told: Told, how: Say): Promise<string> {
  const texts: string[] = [];
  for (const [by, people] of [[desks.cw, told.people], [desks.navi, told.people]] as const) {
    for (const person of people) texts.push(await copiesFor(by, person, how));
  }
  return texts.join('\n');
}

describe('a word that a town has added', () => {
  it('stands in its list on the screen', async () => {
    const { lists } = await ok<Schemas['ReferenceDto']>(desks.cw.get('/reference'));
    const shown = lists.filter((list) => list.words).map((list) => [list.kind, list.codes.at(-1)?.label]);
    expect(shown).toEqual(kinds.map((kind) => [kind, labelOf(kind)]));
  });

  it('of every list is taken by the interface, stored, and read in the copies that a person is given', async () => {
    const text = await copies(first, say);
    expect([...used].sort()).toEqual(kinds);
    expect(kinds.filter((kind) => !NOT_OF_RECORDS.includes(kind) && !text.includes(labelOf(kind)))).toEqual([]);
  });

  it('is named by the description of the interface for every list that a command takes', async () => {
    const text = await (await fetch(`${t.baseUrl}/api/openapi.json`, { headers: { cookie: desks.cw.cookie } })).text();
    const named = new Set([...text.matchAll(/"x-code-list":\s*"(\w+)"/g)].map((found) => found[1] ?? ''));
    // Item groups are a table of their own; when a placement is looked after is a setting.
    expect([...named].filter((kind) => kind !== 'item_group').sort()).toEqual(kinds.filter((kind) => kind !== 'retention_milestone'));
  });

  it('stands in the monthly file wherever a column shows a list, also after it has ended', async () => {
    const shown = new Set<string>();
    const fields = new Proxy({}, { get: (_row, field) => (/(day|date|_on)$/.test(field.toString()) ? DAY : 'x') });
    outcomeCells({ date: isoDate(DAY), recordId: '', personId: '', fields, held: {}, protected: false }, (kind) => (shown.add(kind), ''));
    const open = kinds.filter((kind) => shown.has(kind));
    expect(open.length).toBeGreaterThan(0);
    const text = await monthlyFile();
    expect(open.filter((kind) => !text.includes(labelOf(kind)))).toEqual([]);
    await end('2026-11-20');
    const later = await monthlyFile();
    await end('infinity');
    expect(open.filter((kind) => !later.includes(labelOf(kind)))).toEqual([]);
  });
});

describe('a word that has ended', () => {
  /** What was refused, by list. */
  const refusals = new Set<string>();
  /** Each list by the ended word first, which is refused on its field; then by the product's own. */
  const sayEnded: Say = async <T>(by: Desks['cw'], path: string, body: (word: (kind: string) => string) => object) => {
    const asked = new Set<string>();
    body((kind) => (asked.add(kind), OWN));
    for (const ended of asked) {
      const answer: ApiAnswer = await by.post(path, body((kind) => (kind === ended ? OWN : (shipped.get(kind) ?? ''))));
      expect({ path, ended, status: answer.status, codes: (answer.body['errors'] as { code: string }[] | undefined)?.map((one) => one.code) }).toEqual({ path, ended, status: 422, codes: ['unknown_code'] });
      refusals.add(ended);
    }
    return ok<T>(by.post(path, body((kind) => shipped.get(kind) ?? '')));
  };
  const shipped = new Map<string, string>();

  beforeAll(async () => {
    await end(DAY);
    const { rows } = await t.owner.query<{ kind: string; code: string }>('select distinct on (kind) kind, code from code where code <> $1 order by kind, sort', [OWN]);
    for (const { kind, code } of rows) shipped.set(kind, code);
  });
  afterAll(() => end('infinity'));

  it('is refused for a new record on that day, in every list', async () => {
    const told = await tellWithWords(desks, sayEnded, '二', 'w1');
    await copies({ people: told.people.slice(-1) }, sayEnded);
    expect([...refusals].sort()).toEqual(kinds.filter((kind) => kind !== 'retention_milestone'));
  });

  it('is kept on old records, with its word and its last day', async () => {
    const { placements } = await ok<{ placements: { route: string }[] }>(desks.navi.get(`/clients/${first.people.at(-1)?.id}/placements`));
    expect(new Set(placements.map((one) => one.route))).toEqual(new Set([OWN]));
    const { lists } = await ok<Schemas['ReferenceDto']>(desks.cw.get('/reference'));
    expect(lists.find((list) => list.kind === 'route')?.codes.at(-1)).toEqual({ code: OWN, label: labelOf('route'), means: null, validFrom: '1989-01-01', validUntil: DAY });
  });

  it('is taken for a record of an earlier day', async () => {
    const person = first.people.at(-1);
    const before = { caseId: person?.caseId, occurredOn: '2026-11-19', mode: OWN, attended: true, content: '前の日のこと。' };
    expect(await desks.navi.post(`/clients/${person?.id}/consultations`, before)).toMatchObject({ status: 201 });
    expect(await desks.navi.post(`/clients/${person?.id}/consultations`, { ...before, occurredOn: DAY })).toMatchObject({ status: 422 });
  });
});

async function end(validUntil: string): Promise<void> {
  await t.owner.query('update code set valid_until = $2 where code = $1', [OWN, validUntil]);
}

async function monthlyFile(): Promise<string> {
  const ctx = t.ctx('navi1', 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  return (await fetch(`${t.baseUrl}/api/exports/${id}/file`, { headers: { cookie: desks.navi.cookie, 'x-assignment': desks.navi.assignment } })).text();
}
