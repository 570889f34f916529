import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import { OUTCOME_COLUMNS, type OutcomeColumn, SOURCES } from '../../../libs/exports/src/domain/outcome-columns';
import { startTestApp, type TestApp } from '../../support/app';
import type { Person } from '../../world/world';
import { GATED } from '../access/universe';

// Real: HTTP, PostgreSQL and its catalogue; the files are written by the use case that the job runs.
let t: TestApp;
let person: Person;
beforeAll(async () => {
  t = await startTestApp();
  person = await t.world.person();
  await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'take', { by: 'navi1' });
  await t.owner.query(
    `insert into person_contact (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, phone, search_tokens)
     select gen_random_uuid(), p.id, p.municipality_id, p.source_office_id, p.source_organisation_id, p.written_by, p.entered_at, '083-000-0000', '{}' from person p where p.id = $1
     on conflict (person_id, source_organisation_id) do update set phone = excluded.phone`,
    [person.id],
  );
});
afterAll(() => t.stop());

async function fileOf(login: string): Promise<{ readonly id: string; readonly text: string; readonly groups: readonly string[] }> {
  const ctx = t.ctx(login, 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  const text = (await t.app.get(ReadExports, { strict: false }).chunk(ctx, id, 0)).toString('utf8');
  const { rows } = await t.owner.query<{ item_group: string }>('select item_group from export_person where export_id = $1 and person_id = $2 order by 1', [id, person.id]);
  return { id, text, groups: rows.map((row) => row.item_group) };
}

/** A column of the product-to-be, for the time of one test. */
async function withColumn<T>(column: OutcomeColumn, sources: object, work: () => Promise<T>): Promise<T> {
  const columns = OUTCOME_COLUMNS as OutcomeColumn[];
  columns.push(column);
  Object.assign(SOURCES, sources);
  try {
    return await work();
  } finally {
    columns.pop();
    for (const source of Object.keys(sources)) Reflect.deleteProperty(SOURCES, source);
  }
}

const PHONE = { heading: '電話', from: ['contact.phone'], locating: true, write: ([phone]: readonly unknown[]) => (typeof phone === 'string' ? phone : '') } as unknown as OutcomeColumn;

describe('a column of the monthly file', () => {
  it('reads a record through the item group that gates it in the database', async () => {
    const { rows } = await t.owner.query<{ name: string }>(
      "select c.table_name::text as name from information_schema.columns c where c.table_schema = 'public' and c.column_name = 'person_id'",
    );
    const ofPersons = rows.map((row) => row.name);
    // Offices that take part share these; the number of the person closes with them.
    const shared = ['referral', 'referral_sending'];
    const declared = Object.values(SOURCES).map((source) => [source.table, 'group' in source ? source.group : undefined]);
    const right = declared.map(([table = '']) => [table, table === 'person' ? 'number' : GATED[table]]);
    expect(declared).toEqual(right);
    expect(declared.filter(([table = '', group]) => ofPersons.includes(table) && group === undefined && !shared.includes(table))).toEqual([]);
  });

  it('withholds of a protected person what is personal in a group that locates', async () => {
    const { rows } = await t.owner.query<{ field: string }>(
      `select c.relname || '.' || a.attname as field from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and col_description(c.oid, a.attnum) ~ '^\\[(personal|sensitive)\\]'`,
    );
    const { rows: groups } = await t.owner.query<{ code: string }>('select code from item_group where locating');
    const tells = new Set(rows.map((row) => row.field).filter((field) => groups.some(({ code }) => GATED[field.split('.')[0] ?? ''] === code)));
    const fieldsOf = ({ from }: OutcomeColumn): readonly string[] => from.map((field) => field.replace(/^\w+/, (source) => SOURCES[source as keyof typeof SOURCES].table));
    const open = OUTCOME_COLUMNS.filter((column) => fieldsOf(column).some((field) => tells.has(field)) && column.locating !== true);
    expect(tells.size).toBeGreaterThan(5);
    expect(open.map((column) => column.heading)).toEqual([]);
  });

  it('brings its item group into what a withdrawal closes, in one place', async () => {
    expect((await fileOf('cw1')).groups).toEqual(['basic', 'number']);
    await withColumn(PHONE, { contact: { table: 'person_contact', group: 'contact', ofPerson: true } }, async () => {
      const theirs = await fileOf('navi1');
      expect(theirs.text).toContain('083-000-0000');
      expect(theirs.groups).toEqual(['basic', 'contact', 'number']);
      const reads = t.app.get(ReadExports, { strict: false });
      await reads.beginDownload(t.ctx('navi1', 'report'), theirs.id);
      // Only the contact closes; number and name stay open.
      await t.owner.query("update access_mask m set groups = m.groups & ~(1 << i.bit) from item_group i where i.code = 'contact' and m.person_id = $1", [person.id]);
      await expect(reads.beginDownload(t.ctx('navi1', 'report'), theirs.id)).rejects.toMatchObject({ code: 'export_closed' });
    });
  });
});
