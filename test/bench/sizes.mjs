/** What line one and the search keep of each person, in rows and bytes. */
import { round } from './figures.mjs';

/** Who may see what is in one or the other, whichever the schema has and fills. */
const KEPT = ['access_mask', 'access_cell', 'access_reason', 'search_token'];

/** @param {import('pg').Client} owner */
export async function sizes(owner) {
  const { rows: [{ persons }] } = await owner.query('select count(*) as persons from person');
  const found = {};
  for (const name of KEPT) {
    const { rows: [{ relation }] } = await owner.query('select to_regclass($1)::text as relation', [name]);
    if (relation === null) continue;
    const { rows: [one] } = await owner.query(`select count(*) as rows, pg_total_relation_size($1) as bytes, pg_table_size($1) as "tableBytes" from ${relation}`, [relation]);
    if (Number(one.rows) === 0) continue;
    found[name] = {
      rows: Number(one.rows), megabytes: round(one.bytes / 1_048_576, 1), rowsPerPerson: round(one.rows / persons, 1), bytesPerPerson: round(one.bytes / persons, 0), ofTheseInIndexes: round((one.bytes - one.tableBytes) / persons, 0),
    };
  }
  return found;
}
