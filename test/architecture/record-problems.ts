import type { ClientBase } from 'pg';
import { columnOf, type Field, type RecordOf } from '@madoguchi/kernel';
import { columnTypeOf } from '@madoguchi/platform';
import { ITEM_GROUP_ROWS } from '@madoguchi/access';
import { CODES } from '../../migrations/reference/codes';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly class: string;
  /** Text of the checks that name the column. */
  readonly checks: string;
}

/** Where the description of a record and its table, which is written by hand, do not say the same. */
export async function recordProblems(client: ClientBase, record: RecordOf): Promise<readonly string[]> {
  const columns = new Map((await columnsOfTable(client, record.table)).map((column) => [column.name, column]));
  const described = Object.entries(record.fields).flatMap(([name, field]) => {
    const column = columns.get(columnOf(name));
    const place = `${record.table}.${columnOf(name)}`;
    return column === undefined ? [`described and no column: ${place}`] : differences(field, column).map((problem) => `${problem}: ${place}`);
  });
  const known = new Set(Object.keys(record.fields).map(columnOf));
  const forgotten = [...columns.values()].filter(({ name, class: of, type }) => /personal|sensitive/.test(of) && type !== 'text[]' && !known.has(name));
  const group = ITEM_GROUP_ROWS.find(([code]) => code === record.group);
  return [
    ...described,
    ...forgotten.map(({ name }) => `column without description: ${record.table}.${name}`),
    ...(record.group !== null && group === undefined ? [`no such item group: ${record.group}`] : []),
    ...(group !== undefined && group[3] !== record.locates ? [`locates or not, unlike its item group: ${record.table}`] : []),
  ];
}

function differences(field: Field, column: Column): readonly string[] {
  return [
    ...(column.type.startsWith(columnTypeOf(field)) ? [] : [`of type ${column.type}`]),
    ...(column.required === (field.absent !== 'null') ? [] : ['may be null or not']),
    ...(column.class === field.class ? [] : [`of class ${column.class}`]),
    ...limitProblems(field, column.checks),
    ...listProblems(field, column.checks),
  ];
}

function limitProblems(field: Field, checks: string): readonly string[] {
  if (field.kind !== 'text') return [];
  const longest = [...checks.matchAll(/length\(\w+\) (?:<= |>= \d+\)? AND \(?length\(\w+\) <= )(\d+)/g)].map((match) => Number(match[1]));
  const fixed = /'\^((?:\[0-9\]\{\d+\}|-)+)\$'/.exec(checks)?.[1]?.replaceAll(/\[0-9\]\{(\d+)\}/g, (_digits, count) => '0'.repeat(Number(count)));
  const max = longest.length > 0 ? Math.min(...longest) : (fixed?.length ?? NaN);
  return max === field.max ? [] : [`holds ${max} characters and not ${field.max}`];
}

function listProblems(field: Field, checks: string): readonly string[] {
  if (field.kind !== 'code' && field.kind !== 'state') return [];
  const words = CODES.filter(([kind]) => kind === field.list).map(([, code]) => code);
  if (words.length === 0) return [`no list ${field.list}`];
  if (field.kind === 'code') return [];
  const checked = [...(/= ANY \(ARRAY\[([^\]]*)\]/.exec(checks)?.[1] ?? '').matchAll(/'([a-z_0-9]+)'/g)].map((match) => match[1] ?? '');
  const same = (some: readonly string[]): boolean => [...some].sort().join(' ') === [...field.values].sort().join(' ');
  return [...(same(checked) ? [] : ['a CHECK of other states']), ...(same(words) ? [] : ['words for other states'])];
}

async function columnsOfTable(client: ClientBase, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
       coalesce(substring(col_description(a.attrelid, a.attnum) from '^\\[(\\w+)\\]'), '') as class,
       coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)
         and cardinality(k.conkey) = 1), '') as checks
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return rows;
}
