import { Client } from 'pg';

/**
 * The owner's way to make what the audit recorded of one person's values unreadable, also before the fiscal years are
 * closed. It is recorded. Copies of the database made before hold the wrapped key until they are gone themselves.
 * @param now what the record says as the time.
 * @returns false when there is no such person or no key.
 */
export async function destroyPersonKey(ownerUrl: string, number: string, now = new Date()): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-destroy-person-key' });
  await client.connect();
  try {
    await client.query("select set_config('app.now', $1, false)", [now.toISOString()]);
    const { rows } = await client.query<{ done: boolean }>('select audit_drop_person_key(p.id) as done from person p where p.number = $1', [number]);
    // The row as it was before lies in the table until it is vacuumed.
    await client.query('vacuum audit_key');
    return rows[0]?.done ?? false;
  } finally {
    await client.end();
  }
}
