import { readDatesAsText } from '@madoguchi/platform';
import { Client } from 'pg';

/** An operator's work as the owner of the database, in one transaction that is kept when `work` says so by ending well. */
export async function asOperator<T>(ownerUrl: string, work: (client: Client) => Promise<T>, end: 'commit' | 'rollback' = 'commit'): Promise<T> {
  readDatesAsText();
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-operator' });
  await client.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(end);
    return result;
  } finally {
    // Ends an open transaction too.
    await client.end();
  }
}

/** What an operator does stands in the audit record as well, under nobody's assignment. */
export async function recordOperator(client: Client, action: string, detail: object): Promise<void> {
  await client.query('select audit_append($1, $2::uuid[], $3::jsonb)', [action, [], JSON.stringify({ by: 'operator', ...detail })]);
}
