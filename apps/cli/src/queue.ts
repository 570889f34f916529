import type { Client } from 'pg';
import { asOperator, recordOperator } from './as-operator';

interface MessageRow {
  readonly id: string;
  readonly topic: string;
  readonly at: Date;
  readonly failures: number;
  readonly given_up: boolean;
}

/** What waits and what was given up, oldest first; ids and names of jobs alone. */
export async function listMessages(ownerUrl: string, most = 200): Promise<readonly string[]> {
  return asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<MessageRow>(
      'select o.id, o.topic, o.created_at as at, o.failures, o.given_up_at is not null as given_up from outbox o order by given_up desc, o.created_at, o.id limit $1',
      [most],
    );
    if (rows.length === 0) return ['Nothing waits and nothing was given up.'];
    return rows.map(({ id, topic, at, failures, given_up: givenUp }) => `${id}  ${topic}  ${at.toISOString()}  ${givenUp ? `given up after ${failures} failures` : 'waits'}`);
  });
}

/** Sends given-up messages again as if they had never been sent. @param id absent: all of them. @returns how many. */
export async function resendMessages(ownerUrl: string, id: string | undefined): Promise<number> {
  return asOperator(ownerUrl, async (client) => {
    await client.query("select set_config('app.now', $1, true)", [new Date().toISOString()]);
    const { rows } = await client.query<{ id: string }>(
      'update outbox set given_up_at = null, sent_at = null, sendings = 0, failures = 0 where given_up_at is not null and ($1::uuid is null or id = $1::uuid) returning id',
      [id ?? null],
    );
    await beginFilesAnew(client, rows.map((row) => row.id));
    for (const row of rows) await recordOperator(client, 'platform.resend-message', { message: row.id });
    return rows.length;
  });
}

/** A file that was told to have failed is waited for again. */
async function beginFilesAnew(client: Client, ids: readonly string[]): Promise<void> {
  await client.query(
    "update export_file f set status = 'queued', finished_at = null from outbox o where o.id = any ($1::uuid[]) and o.topic = 'exports.run' and f.id::text = o.payload ->> 'exportId' and f.status = 'failed'",
    [ids],
  );
}

/** Takes a given-up message away; what it should have done is not done. @returns whether there was one. */
export async function dropMessage(ownerUrl: string, id: string): Promise<boolean> {
  return asOperator(ownerUrl, async (client) => {
    await client.query("select set_config('app.now', $1, true)", [new Date().toISOString()]);
    const { rows } = await client.query<{ topic: string }>('delete from outbox where id = $1 and given_up_at is not null returning topic', [id]);
    const [dropped] = rows;
    if (dropped) await recordOperator(client, 'platform.drop-message', { message: id, topic: dropped.topic });
    return dropped !== undefined;
  });
}
