import type { EntityMetadata, ObjectLiteral } from 'typeorm';

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

export function insertStatement(metadata: EntityMetadata, values: ObjectLiteral): Statement {
  const columns = given(metadata, values);
  const places = columns.map((_, index) => `$${index + 1}`);
  return {
    text: `insert into "${metadata.tableName}" (${columns.map(({ name }) => name).join(', ')}) values (${places.join(', ')})`,
    parameters: columns.map(({ value }) => value),
  };
}

export function changeStatement(metadata: EntityMetadata, id: string, version: number, values: ObjectLiteral): Statement {
  const columns = given(metadata, values);
  const sets = columns.map(({ name }, index) => `${name} = $${index + 3}`);
  return {
    text: `update "${metadata.tableName}" set ${[...sets, 'version = version + 1'].join(', ')} where id = $1 and version = $2`,
    parameters: [id, version, ...columns.map(({ value }) => value)],
  };
}
