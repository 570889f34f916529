import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { day, optional, record, type RecordOf, recordedWords, state, text } from '@madoguchi/kernel';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { recordProblems } from './record-problems';

// Real: the migrated schema in PostgreSQL, against the descriptions of every room.
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

/** The records of every room that describes some. */
function described(): readonly RecordOf[] {
  const load = createRequire(__filename);
  const files = readdirSync(join(root, 'libs')).map((room) => join(root, 'libs', room, 'src/domain/records.ts'));
  return files.filter(existsSync).flatMap((file) => (load(file) as { readonly RECORDS: readonly RecordOf[] }).RECORDS);
}

describe('the description of a record', () => {
  it('says what its table says: type, null, length, class, states, item group', async () => {
    expect(described().length).toBeGreaterThan(7);
    for (const one of described()) expect(await recordProblems(owner, one)).toEqual([]);
  });

  it('calls a field of the audit record by one word', () => {
    const words = new Map<string, string>();
    const twice = described().flatMap(recordedWords).filter(([name, label]) => (words.get(name) ?? label) !== label || !words.set(name, label));
    expect(twice).toEqual([]);
  });

  it.each([
    ['a field without column', { nickname: text('あだ名', 'personal', { max: 10 }) }, 'described and no column: support_case.nickname'],
    ['another type', { chiefComplaint: day('主訴', 'sensitive') }, 'of type text: support_case.chief_complaint'],
    ['another class', { chiefComplaint: text('主訴', 'personal', { max: 2000 }) }, 'of class sensitive: support_case.chief_complaint'],
    ['another length', { chiefComplaint: text('主訴', 'sensitive', { max: 3000 }) }, 'holds 2000 characters and not 3000: support_case.chief_complaint'],
    ['null where there is none', { chiefComplaint: optional(text('主訴', 'sensitive', { max: 2000 })) }, 'may be null or not: support_case.chief_complaint'],
    ['a state that the table does not know', { status: state('状態', 'case_status', ['open', 'closed'], 'domain') }, 'a CHECK of other states: support_case.status'],
    ['a list that nobody has', { status: state('状態', 'no_such_list', ['open'], 'domain') }, 'no list no_such_list: support_case.status'],
    ['a column left out', {}, 'column without description: support_case.chief_complaint'],
  ])('is refused with %s', async (_what, fields, problem) => {
    expect(await recordProblems(owner, record('support_case', { title: 'ケース', group: 'basic' }, fields))).toContain(problem);
  });
});
