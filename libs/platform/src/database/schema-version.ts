import type { DataSource } from 'typeorm';

/** The version of the schema that this program is written for; a test holds it against package.json and the steps. */
export const SCHEMA_VERSION = '0.7.0';

/** True where the steps of this version are there; a later version may be at work as well. */
export const AT_THIS_VERSION = `exists (select 1 from schema_migration s where s.name like '${SCHEMA_VERSION}-%')`;

/** undefined_table, insufficient_privilege. */
const NOT_THERE = ['42P01', '42501'];

export function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_THERE.includes(String(error.code));
}

/** @throws Error that says what to do: the program would meet tables that are not there, or not as it knows them. */
export async function refuseOldSchema(source: DataSource): Promise<void> {
  const [found] = await source.query<{ there: boolean }[]>(`select ${AT_THIS_VERSION} as there`).catch((error: unknown) => {
    if (isNotThere(error)) return [];
    throw error;
  });
  if (found?.there === true) return;
  throw new Error(
    `The schema of this database is not that of version ${SCHEMA_VERSION}, or its rights were lost by a restore: ` +
      'run "migrate" as the owner ("migrate --anew" after a restore), then start again.',
  );
}
