import { COUNTABLE_FACTS, DATED_FACTS, type Fact, FACTS } from '@madoguchi/indicators';
import { APP, COUNTER, countingFunction, countingView, invoker, type StandingObject, view } from '../object';

interface Definition {
  /** Name-free: record_id, person_id, municipality_id, each date and filter of the register, and the key of the record through which it is read. */
  readonly sql: (who: (record: string) => string) => string;
  /** What counting may read for it, beside the spine: these columns of these tables and nothing else. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
}

/** A merged person is counted as the one that stays. Only the merged are looked at: few, and in an index of their own. */
const whoeverItIs = (record: string): string => `left join person p on p.id = ${record}.person_id and p.merged_into is not null`;
/** The same for a reader, who must know the person: the row of a person who may not be seen is no row. */
const whoIsKnown = (record: string): string => `join person p on p.id = ${record}.person_id`;

/** A fact that is one row of one table, on one of its days. */
function plain(table: string, day: string, condition = 'true', more: readonly string[] = []): Definition {
  return {
    sql: (who) => `
  select r.id as record_id, coalesce(p.merged_into, r.person_id) as person_id, r.municipality_id, r.${day}
  from ${table} r ${who('r')}
  where ${condition}`,
    reads: { [table]: ['id', 'person_id', 'municipality_id', day, ...more] },
  };
}

/** The SQL of each fact of the register (libs/indicators/src/domain/facts.ts). */
const DEFINITIONS: Readonly<Record<Fact, Definition>> = {
  // A request that is sent again was sent twice: the fact is the sending.
  referral_sent: {
    sql: (who) => `
  select s.id as record_id, s.referral_id, coalesce(p.merged_into, s.person_id) as person_id, s.municipality_id, s.sent_on
  from referral_sending s ${who('s')}`,
    reads: { referral_sending: ['id', 'referral_id', 'person_id', 'municipality_id', 'sent_on'] },
  },
  case_opened: plain('support_case', 'opened_on'),
  // The reply to one sending: a request that was returned and sent again is begun once, when it was accepted.
  referral_accepted: {
    sql: (who) => `
  select s.id as record_id, s.referral_id, coalesce(p.merged_into, s.person_id) as person_id, s.municipality_id, s.replied_on
  from referral_sending s ${who('s')}
  where s.reply = 'accepted'`,
    reads: { referral_sending: ['id', 'referral_id', 'person_id', 'municipality_id', 'replied_on', 'reply'] },
  },
  plan_approved: plain('support_plan', 'approved_on', 'r.approved_on is not null'),
  // A line that was put right counts as the line that puts it right.
  consultation_held: plain('consultation', 'occurred_on', 'r.attended and not exists (select 1 from consultation c where c.corrects_id = r.id)', ['attended', 'corrects_id']),
  job_seeker_registered: plain('job_seeker_registration', 'registered_on'),
  introduction_made: plain('job_introduction', 'introduced_on'),
  retention_confirmed: plain('retention_check', 'attempted_on', "r.outcome = 'employed'", ['outcome']),
  separation: plain('job_separation', 'left_on'),
  placement: {
    sql: (who) => `
  select q.id as record_id, coalesce(p.merged_into, q.person_id) as person_id, q.municipality_id, q.hired_on, q.confirmed_on, q.route
  from placement q ${who('q')}
  where q.status = 'confirmed'`,
    reads: { placement: ['id', 'person_id', 'municipality_id', 'hired_on', 'confirmed_on', 'route', 'status'] },
  },
};

/** One municipality's: the one that is being counted. */
const counted = (sql: string): string => `select f.* from (${sql}) f where f.municipality_id = nullif(current_setting('app.municipality', true), '')::uuid`;

/** The facts that a definition names in a window: one text, asked of every fact (\`fact_*\`) and of those that the reader may see (\`open_*\`). */
function matching(side: 'fact' | 'open', name: string): string {
  const dated = DATED_FACTS.map(({ fact, date }) => {
    const { record, filters } = COUNTABLE_FACTS[fact];
    const route = (filters as readonly string[]).includes('route') ? 'f.route' : 'null';
    return `    select f.record_id, f.${record.key}, f.person_id, f.municipality_id, f.${date}, ${route} from ${side}_${fact} f where p_fact = '${fact}' and p_date_basis = '${date}'`;
  });
  return `create function ${name}(p_fact text, p_date_basis text, p_routes text[], p_from date, p_until date)
  returns table (record_id uuid, read_through uuid, person_id uuid, municipality_id uuid, day date, route text)
  language sql stable as $$
  select m.* from (
${dated.join('\n    union all\n')}) m(record_id, read_through, person_id, municipality_id, day, route)
  where m.day >= p_from and m.day < p_until and (cardinality(p_routes) = 0 or m.route = any (p_routes)) $$`;
}

/**
 * Countable facts: name-free, the same text twice. `fact_*` sees every fact of one municipality through the owner facts,
 * `open_*` is the same definition under the reader's own policies, of persons whom the reader knows.
 */
export const COUNTING: readonly StandingObject[] = [
  ...FACTS.map((fact) => countingView(`create view fact_${fact} as ${counted(DEFINITIONS[fact].sql(whoeverItIs))}`, COUNTER)),
  ...FACTS.map((fact) => view(`create view open_${fact} as ${DEFINITIONS[fact].sql(whoIsKnown)}`, APP)),
  invoker(matching('fact', 'all_facts')),
  invoker(matching('open', 'open_facts')),
  // 実人数 counts a person once in the whole window, in the month of the first fact, so that the months make the total; 件 counts every fact.
  invoker(
    `create function fact_counts(p_fact text, p_basis text, p_date_basis text, p_routes text[], p_from date, p_until date)
  returns table (month date, n bigint) language sql stable as $$
  select date_trunc('month', f.day)::date, count(*)
  from (select m.day, row_number() over (partition by m.person_id order by m.day, m.record_id) as nth
    from all_facts(p_fact, p_date_basis, p_routes, p_from, p_until) m) f
  where p_basis = 'events' or f.nth = 1 group by 1 $$`,
  ),
  // What a plan page shows of a line, asked by role counter: this year and its months, the same as persons, by all routes, and
  // last year, whose window ends before this year's begins. The facts are read once.
  invoker(
    `create function line_counts(p_fact text, p_basis text, p_date_basis text, p_routes text[], p_from date, p_until date, p_last_from date, p_last_until date)
  returns table (computed bigint, persons bigint, all_routes bigint, last_year bigint, months jsonb) language sql stable as $$
  with facts as (
    select m.day, m.record_id, m.person_id, m.day >= p_from as this_year, cardinality(p_routes) = 0 or m.route = any (p_routes) as chosen
    from all_facts(p_fact, p_date_basis, '{}', p_last_from, p_until) m
    where m.day >= p_from or m.day < p_last_until),
  numbered as (
    select f.day, f.this_year, f.chosen,
      row_number() over (partition by f.this_year, f.person_id, f.chosen order by f.day, f.record_id) as nth_chosen,
      row_number() over (partition by f.this_year, f.person_id order by f.day, f.record_id) as nth
    from facts f),
  months as (
    select n.this_year, date_trunc('month', n.day) as month,
      count(*) filter (where n.chosen and (p_basis = 'events' or n.nth_chosen = 1)) as computed,
      count(*) filter (where n.chosen and n.nth_chosen = 1) as persons,
      count(*) filter (where p_basis = 'events' or n.nth = 1) as all_routes
    from numbered n group by 1, 2)
  select coalesce(sum(m.computed) filter (where m.this_year), 0)::bigint, coalesce(sum(m.persons) filter (where m.this_year), 0)::bigint,
    coalesce(sum(m.all_routes) filter (where m.this_year), 0)::bigint, coalesce(sum(m.computed) filter (where not m.this_year), 0)::bigint,
    coalesce(jsonb_object_agg(to_char(m.month, 'YYYY-MM'), m.computed) filter (where m.this_year and m.computed > 0), '{}')
  from months m $$`,
  ),
  // The total of a figure for whoever may open a part of it, in the statement that opens: two looks would see two moments.
  // A number and nothing more.
  countingFunction(
    'actor',
    `create function figure_total(p_municipality uuid, p_fact text, p_basis text, p_date_basis text, p_routes text[], p_from date, p_until date) returns bigint
  language plpgsql stable as $$
begin
  perform set_config('app.municipality', p_municipality::text, true);
  return (select coalesce(sum(c.n), 0) from fact_counts(p_fact, p_basis, p_date_basis, p_routes, p_from, p_until) c);
end $$`,
    APP,
  ),
];

/**
 * Gates with what counting reads of their tables: one place says what a fact is made of, and its rights follow. Whatever
 * else there is of a record stays out of reach.
 */
export function withCounting(objects: readonly StandingObject[]): readonly StandingObject[] {
  const reads = new Map<string, Set<string>>([['person', new Set(['id', 'municipality_id', 'merged_into'])]]);
  for (const [table, columns] of Object.values(DEFINITIONS).flatMap((one) => Object.entries(one.reads))) {
    reads.set(table, new Set([...(reads.get(table) ?? []), ...columns]));
  }
  return objects.map((one) => {
    const table = one.name.replace(/^gate /, '');
    const columns = one.name.startsWith('gate ') ? reads.get(table) : undefined;
    return columns ? { ...one, apply: `${one.apply}\n${readByCounting(table, columns)}` } : one;
  });
}

const readByCounting = (table: string, columns: ReadonlySet<string>): string => `create policy ${table}_facts on ${table} for select to madoguchi_facts using (true);
grant select (${[...columns].join(', ')}) on ${table} to madoguchi_facts;`;
