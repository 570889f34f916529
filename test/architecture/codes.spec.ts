import { resolve } from 'node:path';
import { Client } from 'pg';
import { CODES, SETTING_ROWS } from '../../migrations/reference/codes';
import { CODE_LISTS, CODE_MEANINGS } from '../../migrations/reference/lists';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { namedWords } from './codes/named-words';
import { DATABASE_COLUMNS, OTHER_LISTS, STATE_COLUMNS, STATE_LISTS } from './codes/states';
import { listsIn, type TypedList, typedLists } from './codes/typed-lists';

// Real: the catalogue of the migrated database, the product's reference rows, and the sources of rooms and screens.
const root = resolve(__dirname, '../..');
let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const sorted = (words: readonly string[]): readonly string[] => [...words].sort();
const codesOf = (kind: string): readonly string[] => CODES.filter(([list]) => list === kind).map(([, code]) => code);
const openLists = (): readonly string[] => CODE_LISTS.filter(([, , words]) => words).map(([kind]) => kind);

/** What the database holds to words although no domain lists them. */
async function strayWords(): Promise<readonly string[]> {
  return (await namedWords(owner)).flatMap(({ columns, words, list }) => {
    const known = columns.filter((column) => column in STATE_COLUMNS || DATABASE_COLUMNS.has(column));
    const [column = ''] = known;
    const states = STATE_COLUMNS[column];
    if (known.length === 0 || (states !== undefined && known.length === 1 && !words.every((word) => states.includes(word)))) return [`${columns.join(', ')}: ${words.join(', ')}`];
    return list && states !== undefined && sorted(words).join() !== sorted(states).join() && words.length > 1 ? [`${column} is not ${states.join(', ')}`] : [];
  });
}

/** Words of one open list, two or more, typed in a source. */
function typedAgain(lists: readonly TypedList[]): readonly string[] {
  const open = openLists().map((kind) => ({ kind, codes: new Set(codesOf(kind)) }));
  return lists.flatMap(({ place, words }) => open.filter(({ codes }) => words.every((word) => codes.has(word))).map(({ kind }) => `${place} types ${kind}: ${words.join(', ')}`));
}

describe('a list of codes', () => {
  it('is in the register, with a name and at least one code', () => {
    expect(sorted(CODE_LISTS.map(([kind]) => kind))).toEqual(sorted([...new Set(CODES.map(([kind]) => kind))]));
    expect(CODE_LISTS.filter(([, name]) => name === '')).toEqual([]);
  });

  it('of states has the codes of its domain, no fewer and no more', () => {
    const closed = CODE_LISTS.filter(([kind, , words]) => !words && !OTHER_LISTS.has(kind)).map(([kind]) => kind);
    expect(Object.fromEntries(closed.map((kind) => [kind, sorted(codesOf(kind))]))).toEqual(Object.fromEntries(Object.entries(STATE_LISTS).map(([kind, words]) => [kind, sorted(words)])));
  });

  it('means to rules only what a code of an open list can say', () => {
    expect(CODE_MEANINGS.filter(([kind, code]) => !openLists().includes(kind) || !codesOf(kind).includes(code))).toEqual([]);
  });

  it('holds the times at which a placement is looked after', () => {
    const [, times] = SETTING_ROWS.find(([key]) => key === 'retention.milestones') ?? [];
    expect((times as { milestone: string }[]).filter(({ milestone }) => !codesOf('retention_milestone').includes(milestone))).toEqual([]);
  });
});

describe('the database', () => {
  it('names words only of columns that hold states, and exactly those of the domain', async () => {
    expect(await strayWords()).toEqual([]);
    const held = new Set((await namedWords(owner)).flatMap((one) => one.columns));
    expect([...Object.keys(STATE_COLUMNS), ...DATABASE_COLUMNS].filter((column) => !held.has(column))).toEqual([]);
  });

  it.each([
    ['a list of words', "alter table placement add constraint planted check (route in ('own_office', 'self'))", 'placement.route: own_office, self'],
    ['one word', "alter table consent add constraint planted check ((method = 'oral') = (witness is not null))", 'consent.method, consent.witness: oral'],
    ['an index for one word', "create unique index planted on household_member (household_id) where relation = 'head'", 'household_member.relation: head'],
    ['a state that no domain knows', "alter table support_plan drop constraint support_plan_status_check, add constraint planted check (status in ('draft', 'agreed', 'lost'))", 'support_plan.status: draft, agreed, lost'],
    ['a state that the domain knows and the database does not', "alter table support_plan drop constraint support_plan_status_check, add constraint planted check (status in ('draft', 'agreed'))", 'support_plan.status is not draft, agreed, approved, evaluated'],
  ])('is refused with %s', async (_what, ddl, problem) => {
    await owner.query('begin');
    try {
      await owner.query(ddl);
      expect(await strayWords()).toContain(problem);
    } finally {
      await owner.query('rollback');
    }
  });
});

describe('a source', () => {
  it('types no words that are data', () => {
    const lists = typedLists(root);
    expect(lists.length).toBeGreaterThan(200);
    expect(typedAgain(lists)).toEqual([]);
  });

  it.each([
    ['an array', "const REASONS = ['client', 'unsuitable', 'capacity'] as const;"],
    ['some of a list', "const SOME = ['unsuitable', 'capacity'];"],
    ['a union', "type Reason = 'unsuitable' | 'lost_contact' | '';"],
    ['labels', "const LABELS = { unsuitable: '要件外', lost_contact: '連絡不通' };"],
    ['choices', "const CHOICES = [{ value: 'unsuitable', label: '要件外' }, { value: 'capacity', label: '体制' }];"],
  ])('is refused with %s', (_what, text) => {
    expect(typedAgain(listsIn('planted.ts', text))).toEqual([expect.stringContaining('planted.ts:1 types referral_declined_by')]);
  });
});
