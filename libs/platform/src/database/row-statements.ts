import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

/** Values for columns of a row class; what is left out keeps its default, or stays as it is. */
export type RowValues<R extends ObjectLiteral> = { readonly [K in keyof R]?: R[K] | null | undefined };

interface Statement {
  readonly text: string;
  readonly parameters: unknown[];
}

/** Columns of the given values, in the order of the class, so that the same columns always give the same text. */
function given(metadata: EntityMetadata, values: ObjectLiteral): { readonly name: string; readonly value: unknown }[] {
  const driver = metadata.dataSource.driver;
  return metadata.columns
    .filter((column) => values[column.propertyName] !== undefined)
    .map((column) => ({ name: `"${column.databaseName}"`, value: driver.preparePersistentValue(values[column.propertyName], column) as unknown }));
}

/** A row that is about to be added. */
export interface NewRow {
  readonly row: EntityTarget<ObjectLiteral>;
  readonly values: ObjectLiteral;
}

export function newRow<R extends ObjectLiteral>(row: EntityTarget<R>, values: RowValues<R>): NewRow {
  return { row, values };
}

/** Rows of one kind, at least one; what one of them leaves out while another gives it keeps its default. */
export function insertStatement(metadata: EntityMetadata, list: readonly ObjectLiteral[], before: readonly unknown[] = []): Statement {
  const rows = list.map((values) => new Map(given(metadata, values).map(({ name, value }) => [name, value])));
  const names = metadata.columns.map((column) => `"${column.databaseName}"`).filter((name) => rows.some((row) => row.has(name)));
  const parameters = [...before];
  const tuples = rows.map((row) => `(${names.map((name) => (row.has(name) ? `$${parameters.push(row.get(name))}` : 'default')).join(', ')})`);
  return { text: `insert into "${metadata.tableName}" (${names.join(', ')}) values ${tuples.join(', ')}`, parameters };
}

/** Rows of several kinds, at least one. */
export function insertTogetherStatement(rows: readonly { readonly metadata: EntityMetadata; readonly values: ObjectLiteral }[]): Statement {
  let parameters: unknown[] = [];
  const texts = rows.map(({ metadata, values }) => {
    const statement = insertStatement(metadata, [values], parameters);
    ({ parameters } = statement);
    return statement.text;
  });
  const last = texts.pop() ?? '';
  const others = texts.map((text, index) => `added_${index + 1} as (${text})`);
  return { text: others.length === 0 ? last : `with ${others.join(', ')} ${last}`, parameters };
}

export function changeStatement(metadata: EntityMetadata, id: string, version: number, values: ObjectLiteral): Statement {
  const columns = given(metadata, values);
  const sets = columns.map(({ name }, index) => `${name} = $${index + 3}`);
  return {
    text: `update "${metadata.tableName}" set ${[...sets, 'version = version + 1'].join(', ')} where id = $1 and version = $2`,
    parameters: [id, version, ...columns.map(({ value }) => value)],
  };
}

/** Which version of a row is stored. What else stands in the row is for its own room to show. */
export function versionStatement(metadata: EntityMetadata): string {
  return `select id, version from "${metadata.tableName}" where id = $1`;
}
