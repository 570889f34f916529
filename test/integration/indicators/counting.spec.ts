import { addDays, addMonths, type DateRange, fiscalYear, fiscalYearRange, type IsoDate, isoDate, monthOf } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { type DateBasis, DATED_FACTS, type Fact } from '@madoguchi/indicators';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// Real: tables, views and functions in PostgreSQL, asked as the roles that count. The rows are planted without their
// neighbours; a small oracle says what comes out.
const CITY = '00000000-0000-4000-8000-00000000c001';
const ELSEWHERE = '00000000-0000-4000-8000-00000000c002';
const year = fiscalYearRange(fiscalYear(2026));
const before: DateRange = { from: isoDate('2025-04-01'), until: isoDate('2025-11-21') };
/** Made-up worlds; 10,000 by hand. */
const WORLDS = Number(process.env['MADOGUCHI_COUNTED_WORLDS'] ?? 200);
const uuid = (kind: number, n: number): string => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, '0')}`;

interface Planted {
  readonly person: number;
  readonly day: IsoDate;
  readonly known: IsoDate;
  readonly route: string;
  readonly confirmed: boolean;
  readonly elsewhere: boolean;
}

interface Asked {
  readonly fact: Fact;
  readonly basis: 'persons' | 'events';
  readonly dateBasis: DateBasis;
  readonly routes: readonly string[];
}

const day = fc.oneof(fc.integer({ min: -420, max: 430 }).map((days) => addDays(year.from, days)), fc.constantFrom(year.from, year.until, before.from, before.until));
const planted = fc.array(
  fc.record({ person: fc.integer({ min: 0, max: 4 }), day, known: day, route: fc.constantFrom('own_office', 'city', 'self'), confirmed: fc.boolean(), elsewhere: fc.constantFrom(false, false, false, true) }),
  { maxLength: 40, size: 'max' },
);
const asked: fc.Arbitrary<Asked> = fc
  .record({
    what: fc.constantFrom(...DATED_FACTS.map(({ fact, date }) => [fact, date] as const)),
    basis: fc.constantFrom('persons' as const, 'events' as const),
    routes: fc.subarray(['own_office', 'city', 'self']),
  })
  .map(({ what: [fact, dateBasis], basis, routes }) => ({ fact, dateBasis, basis, routes: fact === 'placement' ? routes : [] }));

/** Facts that are there as soon as their row is; of the others the row has to say so. */
const ALWAYS: ReadonlySet<Fact> = new Set(['referral_sent', 'case_opened', 'job_seeker_registered', 'introduction_made', 'separation']);

/** Person 4 is the duplicate of person 0. */
const canonical = (person: number): number => (person === 4 ? 0 : person);

/** The days that count, one a person where persons are counted. */
function daysOf(rows: readonly Planted[], { fact, basis, dateBasis, routes }: Asked, window: DateRange): readonly IsoDate[] {
  const dated = rows
    .filter((row) => !row.elsewhere && (ALWAYS.has(fact) || row.confirmed) && (routes.length === 0 || routes.includes(row.route)))
    .map((row) => ({ person: canonical(row.person), day: dateBasis === 'confirmed_on' ? row.known : row.day }))
    .filter((row) => row.day >= window.from && row.day < window.until);
  const persons = [...new Set(dated.map((row) => row.person))];
  return basis === 'events' ? dated.map((row) => row.day) : persons.map((person) => dated.filter((row) => row.person === person).reduce((a, b) => (a.day < b.day ? a : b)).day);
}

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

/** The row of a fact whose table is none of the first two: its own columns, and what makes it count or not. */
function rowOf(fact: Fact, n: number, { day: on, confirmed }: Planted): readonly [table: string, columns: Readonly<Record<string, unknown>>] {
  const other = uuid(3, n);
  switch (fact) {
    case 'case_opened':
      return ['support_case', { programme: 'x', status: 'open', opened_on: on, chief_complaint: 'x', worker_id: other }];
    case 'plan_approved':
      return ['support_plan', { case_id: other, status: confirmed ? 'evaluated' : 'agreed', long_term_goal: 'x', period_from: on, period_until: on, review_on: on, approved_on: confirmed ? on : null }];
    case 'consultation_held':
      return ['consultation', { case_id: other, occurred_on: on, mode: 'counter', attended: confirmed, absence_reason: confirmed ? null : 'x', content: 'x' }];
    case 'job_seeker_registered':
      return ['job_seeker_registration', { case_id: other, registration_number: `35010-${String(n).padStart(8, '0')}`, registered_on: on, valid_until: on, first_ever: 'yes', wish: 'x' }];
    case 'introduction_made':
      return ['job_introduction', { case_id: other, registration_id: other, introduced_on: on, opening_number: '35010-00000001', employer_name: 'x', occupation: 'x', result: 'pending' }];
    case 'retention_confirmed':
      return ['retention_check', { placement_id: other, milestone: `${n}`, due_on: on, attempted_on: on, reached: true, outcome: confirmed ? 'employed' : 'left' }];
    case 'separation':
      return ['job_separation', { placement_id: other, left_on: on, reason: 'x' }];
    case 'referral_sent':
    case 'referral_accepted':
    case 'placement':
      throw new Error('Planted by itself');
  }
}

async function plantOther(fact: Fact, rows: readonly Planted[]): Promise<void> {
  if (['referral_sent', 'referral_accepted', 'placement'].includes(fact)) return;
  for (const [n, row] of rows.entries()) {
    const [table, columns] = rowOf(fact, n, row);
    const all = {
      id: uuid(2, n), person_id: uuid(1, row.person), municipality_id: row.elsewhere ? ELSEWHERE : CITY, source_office_id: uuid(3, 0), source_organisation_id: uuid(3, 0),
      written_by: uuid(3, 0), entered_at: '2026-01-01', ...columns,
    };
    await owner.query(`insert into ${table} (${Object.keys(all).join(', ')}) values (${Object.keys(all).map((_name, at) => `$${at + 1}`).join(', ')})`, Object.values(all));
  }
}

async function plant(rows: readonly Planted[], fact: Fact): Promise<void> {
  // Neither neighbours nor triggers: what is counted is the rows.
  await owner.query("set local session_replication_role = 'replica'");
  for (let n = 0; n < 5; n += 1) {
    await owner.query(
      `insert into person (id, municipality_id, source_office_id, source_organisation_id, number, merged_into, written_by, entered_at)
       values ($1, $2, $1, $1, $3, $4, $1, '2026-01-01')`,
      [uuid(1, n), CITY, `P${n}`, n === 4 ? uuid(1, 0) : null],
    );
  }
  for (const [n, row] of rows.entries()) {
    const who = [uuid(2, n), uuid(1, row.person), row.elsewhere ? ELSEWHERE : CITY, uuid(3, 0)];
    await owner.query(
      `insert into placement (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, status, hired_on, confirmed_on,
         confirmed_by, route, term, hours, permanent_employee, dispatched, employer_name, occupation)
       values ($1, $2, $3, $4, $4, $4, '2026-01-01', $4, $5, $6, $7, $4, $8, 'regular', 'full_time', true, false, 'x', 'x')`,
      [...who, row.confirmed ? 'confirmed' : 'recorded', row.day, row.known, row.route],
    );
    await owner.query(
      `insert into referral_sending (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, referral_id, recipient_office_id, decided_by,
         document_number, sent_on, sent_at, reply_due_on, reply, replied_on, reply_decided_by)
       values ($1, $2, $3, $4, $4, $4, '2026-01-01', $1, $4, $4, $5, $6, '2026-01-01', $6, $7, $8, $9)`,
      [...who, `D${n}`, row.day, ...(row.confirmed ? ['accepted', row.day, uuid(3, 0)] : [null, null, null])],
    );
  }
  await plantOther(fact, rows);
  await owner.query('set local session_replication_role = default');
}

type Numbers = Readonly<Record<'computed' | 'persons' | 'all_routes' | 'last_year', number>>;
type Months = { readonly months: Readonly<Record<string, number>> };
/** A count is a bigint, which the driver gives as text. */
type Counted = Record<keyof Numbers, string> & Months;
type Counts = Numbers & Months & { readonly total: number };

type Harm = () => Promise<void>;

/** Plants a fault in a function of the database, for one transaction. */
const rewritten = (name: string, from: string, to: string): Harm => async () => {
  const { rows } = await owner.query<{ text: string }>("select pg_get_functiondef(p.oid) as text from pg_proc p where p.proname = $1", [name]);
  const text = rows[0]?.text ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no place for this fault: write it anew`);
  await owner.query(text.replace(from, to));
};

async function countsOf(rows: readonly Planted[], { fact, basis, dateBasis, routes }: Asked, harm: Harm = () => Promise.resolve()): Promise<Counts> {
  await owner.query('begin');
  try {
    await harm();
    await plant(rows, fact);
    await owner.query(`set local role madoguchi_app`);
    const total = await owner.query<{ n: string }>('select figure_total($1, $2, $3, $4, $5, $6, $7) as n', [CITY, fact, basis, dateBasis, routes, year.from, year.until]);
    await owner.query(`set local role madoguchi_counter`);
    await owner.query("select set_config('app.municipality', $1, true)", [CITY]);
    const { rows: counted } = await owner.query<Counted>('select * from line_counts($1, $2, $3, $4, $5, $6, $7, $8)', [
      fact, basis, dateBasis, routes, year.from, year.until, before.from, before.until,
    ]);
    const [one] = counted;
    if (!one) throw new Error('A line has one row of counts');
    const { months, ...numbers } = one;
    return { ...(Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, Number(n)])) as Numbers), months, total: Number(total.rows[0]?.n) };
  } finally {
    await owner.query('rollback');
  }
}

/** The first case, of many, in which the database and the oracle differ. */
async function compared(numRuns: number, harm?: Harm): Promise<void> {
  await fc.assert(
    fc.asyncProperty(planted, asked, async (rows, line) => {
      const counts = await countsOf(rows, line, harm);
      const days = daysOf(rows, line, year);
      const months: Record<string, number> = {};
      for (const one of days) months[monthOf(one)] = (months[monthOf(one)] ?? 0) + 1;
      expect(counts).toEqual({
        computed: days.length,
        persons: daysOf(rows, { ...line, basis: 'persons' }, year).length,
        all_routes: daysOf(rows, { ...line, routes: [] }, year).length,
        last_year: daysOf(rows, line, before).length,
        months,
        total: days.length,
      });
      expect(Object.values(counts.months).reduce((sum, n) => sum + n, 0)).toBe(counts.computed);
    }),
    { numRuns, ...(harm ? { endOnFailure: true, seed: 8 } : {}) },
  );
}

describe('counting', () => {
  it('gives what the oracle gives for every fact, and the months make the total', () => compared(WORLDS), WORLDS * 200);

  it.each([
    ['counts a person in the month of any fact', 'line_counts', 'f.chosen order by f.day, f.record_id', 'f.chosen order by f.record_id'],
    ['counts every fact of a person as one', 'line_counts', "p_basis = 'events' or n.nth_chosen", 'n.nth_chosen'],
    ['counts persons of one route where all are asked', 'line_counts', "p_basis = 'events' or n.nth = 1", "p_basis = 'events' or n.nth_chosen = 1"],
    ['counts a line by every route', 'line_counts', 'm.route = any (p_routes)', 'true'],
    ['counts by every route', 'all_facts', '= any (p_routes)', '<> all (p_routes) or true'],
    ['counts the first day after the window', 'all_facts', 'm.day < p_until', 'm.day <= p_until'],
    ['forgets the routes of last year', 'line_counts', 'sum(m.computed) filter (where not m.this_year)', 'sum(m.all_routes) filter (where not m.this_year)'],
    ['counts between the windows', 'line_counts', 'where m.day >= p_from or m.day < p_last_until', 'where true'],
    ['takes persons for events', 'fact_counts', "p_basis = 'events'", 'true'],
  ])('would be noticed where it %s', async (_what, name, from, to) => {
    const harm = rewritten(name, from, to);
    await expect(compared(60, harm)).rejects.toThrow('Property failed');
  });

  const hired = (person: number, on: string): Planted => ({ person, day: isoDate(on), known: isoDate(on), route: 'self', confirmed: true, elsewhere: false });
  const line: Asked = { fact: 'placement', basis: 'events', dateBasis: 'hired_on', routes: [] };

  it('counts one person hired twice as two events and one person, in the month of the first', async () => {
    const rows = [hired(0, '2026-06-01'), hired(4, '2026-05-10')];
    expect(await countsOf(rows, line)).toMatchObject({ computed: 2, months: { '2026-05': 1, '2026-06': 1 } });
    expect(await countsOf(rows, { ...line, basis: 'persons' })).toMatchObject({ computed: 1, months: { '2026-05': 1 } });
  });

  it('counts a consultation that was put right as the line that puts it right', async () => {
    const rows = [hired(0, '2026-06-01'), hired(0, '2026-07-01')];
    const corrected = async (): Promise<void> => {
      await owner.query("create function put_right() returns trigger language plpgsql as $$ begin if new.occurred_on = '2026-07-01' then new.corrects_id := (select c.id from consultation c where c.occurred_on = '2026-06-01'); end if; return new; end $$");
      await owner.query('create trigger put_right before insert on consultation for each row execute function put_right()');
      await owner.query('alter table consultation enable always trigger put_right');
    };
    const held: Asked = { fact: 'consultation_held', basis: 'events', dateBasis: 'occurred_on', routes: [] };
    expect(await countsOf(rows, held)).toMatchObject({ computed: 2 });
    expect(await countsOf(rows, held, corrected)).toMatchObject({ computed: 1, months: { '2026-07': 1 } });
  });

  it('takes the first day of the year and not the first day after it', async () => {
    const rows = ['2026-04-01', '2027-03-31', '2027-04-01', '2026-03-31'].map((on, person) => hired(person, on));
    expect(await countsOf(rows, line)).toMatchObject({ computed: 2, months: { '2026-04': 1, '2027-03': 1 } });
    expect(monthOf(addMonths(year.from, 11))).toBe('2027-03');
  });
});

describe('a line', () => {
  it.each([
    ['a fact that no register knows', 'consultation', 'sent_on'],
    ['a date of another fact', 'referral_sent', 'hired_on'],
  ])('counts no %s', async (_what, fact, dateBasis) => {
    await owner.query('begin');
    try {
      await owner.query("set local session_replication_role = 'replica'");
      const text = `insert into annual_plan_line (id, plan_id, line_key, part, fact, basis, date_basis, routes) values ($1, $1, '1', 0, $2, 'events', $3, '{}')`;
      await expect(owner.query(text, [uuid(5, 1), fact, dateBasis])).rejects.toMatchObject({ code: '23514', constraint: 'annual_plan_line_counts' });
    } finally {
      await owner.query('rollback');
    }
  });
});
