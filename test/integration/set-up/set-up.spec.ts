import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { COMMANDS } from '../../../apps/cli/src/commands';
import { setUp } from '../../../apps/cli/src/set-up/set-up';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// Real: PostgreSQL as it is after the first migration, with nobody in it; the file is the one that README prints.
interface Office {
  kind: string;
  name: string;
  formerName?: string;
  municipality?: string;
  headTitle: string;
  counters?: { kind: string; name: string }[];
}
interface File {
  municipalities: { code: string; name: string }[];
  organisations: { kind: string; name: string; formerName?: string; offices: [Office, Office]; administrator: { login: string; name: string; office: string } }[];
}

let database: TestDatabase;
let owner: Client;
let folder: string;
let sample: string;
beforeAll(async () => {
  const readme = await readFile(resolve(__dirname, '../../../README.md'), 'utf8');
  sample = /```json\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
});
beforeEach(async () => {
  database = await createTestDatabase(true);
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-set-up-'));
});
afterEach(async () => {
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function fileOf(change: (file: File) => void = () => undefined): Promise<string> {
  const file = JSON.parse(sample) as File;
  change(file);
  return fileWith(JSON.stringify(file));
}

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(folder, 'set-up.json');
  await writeFile(path, content);
  return path;
}

const run = async (change?: (file: File) => void) => setUp(database.ownerUrl, await fileOf(change));
const PASSWORD = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3}$/m;
const [CITY, BUREAU] = [0, 1] as const;
const part = <T>(parts: readonly T[], index: number): T => {
  const found = parts[index];
  if (found === undefined) throw new Error('The sample has two of each');
  return found;
};

/** Everything that the command may write, and what the audit record says of it. */
async function everything(): Promise<readonly string[]> {
  const tables = ['municipality', 'organisation', 'office', 'counter', 'staff', 'assignment', 'staff_credential', 'audit_event'];
  const rows: string[] = [];
  for (const table of tables) rows.push(...(await owner.query<{ row: string }>(`select x::text as row from ${table} x order by 1`)).rows.map(({ row }) => `${table} ${row}`));
  return rows;
}

async function refused(content: Promise<string>): Promise<string> {
  const before = await everything();
  const message = await setUp(database.ownerUrl, await content).then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );
  expect(await everything()).toEqual(before);
  return message;
}

describe('the file of the README', () => {
  it('brings in everything, and tells it', async () => {
    const lines = await run();
    expect(lines).toContain('追加: 市町村 見本市');
    expect(lines).toContain('追加: 窓口 巡回相談（東支所）');
    expect(lines).toContain('追加: 管理者 kyoku-kanri（例示 太郎、見本労働局）');
    expect(lines).toContain('追加 12件、変更 0件、変更なし 0件。');
    const { rows } = await owner.query(
      `select g.kind as holder, o.name, o.kind, o.head_title as head, m.code, (select count(*)::int from counter c where c.office_id = o.id) as counters
       from office o join organisation g on g.id = o.organisation_id left join municipality m on m.id = o.municipality_id order by g.kind, o.kind desc`,
    );
    expect(rows).toEqual([
      { holder: 'city', name: '見本市福祉事務所', kind: 'welfare', head: '福祉事務所長', code: '352993', counters: 2 },
      { holder: 'city', name: '見本市商工課', kind: 'labour_policy', head: '課長', code: '352993', counters: 0 },
      { holder: 'labour_bureau', name: '見本公共職業安定所', kind: 'hello_work', head: '公共職業安定所長', code: null, counters: 1 },
      { holder: 'labour_bureau', name: '見本労働局職業安定課', kind: 'bureau', head: '課長', code: null, counters: 0 },
    ]);
    const staff = await owner.query('select login, demo, service, must_change from staff s join staff_credential c on c.staff_id = s.id order by login');
    expect(staff.rows).toEqual([
      { login: 'kyoku-kanri', demo: false, service: false, must_change: true },
      { login: 'mihon-kanri', demo: false, service: false, must_change: true },
    ]);
  });

  it('stands in the audit record as the operator’s, without the passwords', async () => {
    const passwords = (await run()).flatMap((line) => PASSWORD.exec(line) ?? []);
    expect(new Set(passwords).size).toBe(2);
    const { rows } = await owner.query<{ action: string; office: string | null; detail: { by: string; role?: string; addedIds?: string[] } }>(
      'select e.action, o.name as office, e.detail from audit_event e left join office o on o.id = e.office_id order by e.action, o.kind',
    );
    // What is done to an account belongs to its office, whose auditors see it.
    expect(rows.map(({ action, office, detail }) => [action, office, detail.by, detail.role, detail.addedIds?.length])).toEqual([
      ['identity.add-account', '見本労働局職業安定課', 'operator', 'administrator', undefined],
      ['identity.add-account', '見本市商工課', 'operator', 'administrator', undefined],
      ['identity.set-up', null, 'operator', undefined, 10],
    ]);
    for (const password of passwords) expect(JSON.stringify(await everything())).not.toContain(password);
  });

  it('changes nothing the second time, and no password', async () => {
    await run();
    const before = await everything();
    expect(await run()).toEqual(['追加 0件、変更 0件、変更なし 12件。']);
    expect(await everything()).toEqual(before);
  });

  it('is only told with --dry-run', async () => {
    const before = await everything();
    const said: string[] = [];
    const console_ = jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    const code = await COMMANDS['set-up']?.run([await fileOf(), '--dry-run'], { DATABASE_URL: database.ownerUrl, NODE_ENV: 'production' });
    console_.mockRestore();
    expect(code).toBe(0);
    expect(said).toContain('追加: 事務所 見本公共職業安定所');
    expect(said.at(-1)).toBe('確認だけです。何も書き込んでいません。');
    expect(said.join('\n')).not.toMatch(PASSWORD);
    expect(await everything()).toEqual(before);
  });
});

describe('a later run', () => {
  it('adds what is new, renames what had another name, and takes nothing away', async () => {
    await run();
    const { rows: before } = await owner.query<{ id: string }>("select id from office where name = '見本市商工課'");
    const lines = await run((file) => {
      const city = part(file.organisations, CITY);
      Object.assign(part(file.municipalities, 0), { name: '新見本市' });
      city.offices[0].counters = [{ kind: 'permanent', name: '総合相談窓口' }];
      city.offices[0].headTitle = '所長';
      Object.assign(city.offices[1], { name: '見本市産業課', formerName: '見本市商工課' });
      city.administrator.office = '見本市産業課';
    });
    expect(lines).toEqual(['変更: 市町村 見本市 → 新見本市', '変更: 事務所 見本市福祉事務所', '追加: 窓口 総合相談窓口', '変更: 事務所 見本市商工課 → 見本市産業課', '追加 1件、変更 3件、変更なし 7件。']);
    const { rows } = await owner.query('select id, name, head_title as head from office where id = $1', [before[0]?.id]);
    expect(rows).toEqual([{ id: before[0]?.id, name: '見本市産業課', head: '課長' }]);
    expect((await owner.query('select 1 from counter')).rowCount).toBe(4);
  });

  it('leaves an account that it made to the administrators', async () => {
    await run();
    await owner.query("update staff set disabled_at = now(), name = '改姓 花子' where login = 'mihon-kanri'");
    expect((await run()).at(-1)).toBe('追加 0件、変更 0件、変更なし 12件。');
  });

  it.each([
    ['another kind of office', 'organisations の 1番目 > offices の 1番目: この事務所は別の種類', (file: File) => Object.assign(part(file.organisations, CITY).offices[0], { kind: 'self_reliance' })],
    ['another kind of organisation', 'organisations の 1番目 > kind: この機関は別の種類', (file: File) => Object.assign(part(file.organisations, CITY), { kind: 'contractor' })],
    ['a former name that nothing has', '> offices の 1番目 > formerName: この名前のものは登録されていません', (file: File) => Object.assign(part(file.organisations, CITY).offices[0], { name: '見本市生活支援課', formerName: '見本市農林課' })],
    ['a former name beside the present one', '> offices の 2番目 > formerName: 前の名前のものと今の名前のものが', (file: File) => Object.assign(part(file.organisations, CITY).offices[1], { formerName: '見本市福祉事務所' })],
    ['two entries for one row', '> offices の 2番目 > name: 登録されている同じものが', (file: File) => Object.assign(part(file.organisations, CITY).offices[0], { name: '見本市産業課', formerName: '見本市商工課' })],
    [
      'a login that the other organisation has',
      'organisations の 1番目 > administrator > login: この利用者IDは、ほかの利用者が使っています',
      (file: File) => {
        file.organisations.shift();
        part(file.organisations, 0).administrator.login = 'mihon-kanri';
      },
    ],
  ])('refuses %s', async (_, sentence, change) => {
    await run();
    expect(await refused(fileOf(change))).toContain(sentence);
  });
});

describe('a file that is wrong', () => {
  it.each([
    ['is none', () => Promise.resolve('/nowhere/set-up.json'), 'を読めません'],
    ['is no JSON', () => fileWith('{ "municipalities": [ }'), 'JSON として読めません'],
    ['is a list', () => fileWith('[]'), '{ で始めてください'],
    ['is Shift_JIS', () => fileWith(Buffer.from([0x7b, 0x22, 0x8e, 0x73])), 'UTF-8 ではありません'],
    ['is empty', () => fileWith('{}'), 'organisations: 機関を [ ] の中に並べてください'],
  ])('because it %s', async (_, path, sentence) => {
    expect(await refused(path())).toContain(sentence);
  });

  it.each([
    ['a wrong check digit', 'municipalities の 1番目 > code: 全国地方公共団体コードが正しくありません', (file: File) => (part(file.municipalities, 0).code = '352994')],
    ['an unknown municipality', 'organisations の 1番目 > offices の 2番目 > municipality: このコードの市町村は登録されていません', (file: File) => (part(file.organisations, CITY).offices[1].municipality = '352039')],
    ['a desk of a city without one', 'organisations の 1番目 > offices の 1番目 > municipality: 市町村のコードを書いてください', (file: File) => delete part(file.organisations, CITY).offices[0].municipality],
    ['a login twice', 'organisations の 2番目 > administrator > login: 同じものが二度', (file: File) => (part(file.organisations, BUREAU).administrator.login = 'mihon-kanri')],
    ['a login that nobody can type', 'organisations の 1番目 > administrator > login: 利用者IDは半角', (file: File) => (part(file.organisations, CITY).administrator.login = '管理')],
    ['an administrator of no desk', 'organisations の 1番目 > administrator > office: この機関の offices', (file: File) => (part(file.organisations, CITY).administrator.office = '見本公共職業安定所')],
    ['a desk of another kind of holder', 'organisations の 1番目 > offices の 1番目 > kind: この種類の機関の事務所は welfare', (file: File) => (part(file.organisations, CITY).offices[0].kind = 'hello_work')],
    ['a kind that does not exist', 'organisations の 1番目 > kind: 機関の種類は city・contractor・labour_bureau のどれか', (file: File) => (part(file.organisations, CITY).kind = 'npo')],
    ['a counter that is no object', 'offices の 1番目 > counters の 1番目: 窓口は { } の形', (file: File) => Object.assign(part(file.organisations, CITY).offices[0], { counters: ['窓口'] })],
    ['no administrator', 'organisations の 2番目 > administrator: 最初の管理者を書いてください', (file: File) => Object.assign(part(file.organisations, BUREAU), { administrator: undefined })],
    ['a password', 'organisations の 1番目 > administrator > password: この項目は書けません', (file: File) => Object.assign(part(file.organisations, CITY).administrator, { password: 'himitsu-1234' })],
  ])('because it holds %s', async (_, sentence, change) => {
    const message = await refused(fileOf((file) => void change(file)));
    expect(message).toContain(sentence);
    expect(message).not.toContain('himitsu');
  });

  it('is told whole, place by place', async () => {
    const message = await refused(
      fileOf((file) => {
        part(file.municipalities, 0).code = '352994';
        part(file.organisations, BUREAU).administrator.login = 'mihon-kanri';
      }),
    );
    expect(message.split('\n')).toHaveLength(3);
  });
});

describe('on a database in which somebody works already', () => {
  it('takes over what has the same name', async () => {
    await owner.query("insert into organisation (id, kind, name) values ('00000000-0000-4000-8000-000000000001', 'city', '見本市')");
    await run();
    expect((await owner.query("select id from organisation where kind = 'city'")).rows).toEqual([{ id: '00000000-0000-4000-8000-000000000001' }]);
  });
});
