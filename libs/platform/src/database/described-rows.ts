import { columnOf, type Field as DescribedField, type Fields, type RecordOf, type Stored } from '@madoguchi/kernel';
import { Field } from './rows';

const COLUMN_TYPES = { text: 'text', code: 'text', state: 'text', day: 'date', whole: 'integer', decimal: 'numeric', flag: 'boolean', id: 'uuid' } as const;

/** Type of a field's column, as the database names it. */
export function columnTypeOf(field: DescribedField): string {
  return COLUMN_TYPES[field.kind];
}

/**
 * Row class with a column for each field of a record: `@Row(RECORD.table) class XRow extends rowOf(RECORD, PersonRow)`.
 * Keys and what is derived (search tokens) stand in the class itself.
 */
export function rowOf<F extends Fields, B extends object>(record: RecordOf<F>, base: abstract new () => B): abstract new () => Stored<F> & B {
  abstract class Described extends (base as abstract new () => object) {}
  for (const [name, field] of Object.entries(record.fields)) {
    Field(COLUMN_TYPES[field.kind], { nullable: field.absent === 'null' })(Described.prototype, name);
  }
  return Described as unknown as abstract new () => Stored<F> & B;
}

/** Columns of a record for a SELECT; `Tx.query` answers with the names of the fields. */
export function columnsOf(record: RecordOf, alias: string): string {
  return Object.entries(record.fields)
    .map(([name, field]) => (isPlain(field) ? columnAt(alias, name) : `${valueOf(alias, name, field)} as ${columnOf(name)}`))
    .join(', ');
}

/** The same under the names of the fields, for what becomes JSON in the database. */
export function fieldsOf(record: RecordOf, alias: string): string {
  return Object.entries(record.fields)
    .map(([name, field]) => `${valueOf(alias, name, field)} as "${name}"`)
    .join(', ');
}

const columnAt = (alias: string, name: string): string => `${alias}.${columnOf(name)}`;
const isPlain = (field: DescribedField): boolean => field.absent !== 'open' && field.kind !== 'decimal';

/** What is shown of a column. */
function valueOf(alias: string, name: string, field: DescribedField): string {
  const column = columnAt(alias, name);
  if (field.absent === 'open') return `nullif(${column}, 'infinity')`;
  // The driver reads numeric as text, because it may be longer than a number; ours have one decimal place.
  return field.kind === 'decimal' ? `${column}::float8` : column;
}
