import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { systemClock } from '@madoguchi/kernel';
import { Client } from 'pg';
import { type Settings, SETTINGS } from '../config/settings';
import { isOneOfOurs } from './master-key-check';
import { AT_THIS_VERSION, isNotThere } from './schema-version';

/** Why this process cannot serve. */
export type Unready = 'database_away' | 'schema_behind' | 'wrong_key' | 'clock_skew';

const WITHIN_MS = 2_000;
/** As the door of the database asks it: further apart, what one machine writes is hidden from the other. */
const CLOCKS_APART_MS = 2_000;

const QUESTION = `select clock_timestamp() as now, pg_is_in_recovery() as standby, ${AT_THIS_VERSION} as schema, (select m.key_id from master_key m) as "keyId"`;

interface Answered {
  readonly now: Date;
  readonly standby: boolean;
  readonly schema: boolean;
  readonly keyId: string | null;
}

/**
 * Whether this process can serve, asked on a connection of its own: requests that wait for the pool or for a lock say
 * nothing of it. Not asked: what other processes do (queue, workers, sealing); a proxy would take all apis away for one of them.
 */
@Injectable()
export class Readiness implements OnApplicationShutdown {
  private client: Client | undefined;
  private asking: Promise<Unready | undefined> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @returns why not; undefined where it can. Whoever asks meanwhile gets the same answer. */
  async ask(): Promise<Unready | undefined> {
    this.asking ??= this.look().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client?.end().catch(() => undefined);
  }

  private async look(): Promise<Unready | undefined> {
    const client = this.client ?? this.begin();
    // Nothing may come any more, not even that the connection is gone.
    const limit = setTimeout(() => cut(client), WITHIN_MS);
    try {
      if (this.client === undefined) await client.connect();
      this.client = client;
      const before = systemClock.now().getTime();
      const { rows } = await client.query<Answered>(QUESTION);
      return rows[0] ? this.judge(rows[0], before, systemClock.now().getTime()) : 'database_away';
    } catch (error) {
      if (isNotThere(error)) return 'schema_behind';
      this.client = undefined;
      cut(client);
      return 'database_away';
    } finally {
      clearTimeout(limit);
    }
  }

  private begin(): Client {
    const client = new Client({ connectionString: this.settings.connections.app, application_name: 'madoguchi-ready', keepAlive: true, connectionTimeoutMillis: WITHIN_MS });
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    return client;
  }

  private judge({ now, standby, schema, keyId }: Answered, before: number, after: number): Unready | undefined {
    if (standby) return 'database_away';
    if (!schema) return 'schema_behind';
    if (keyId !== null && !isOneOfOurs(keyId, this.settings)) return 'wrong_key';
    const apart = now.getTime() < before ? before - now.getTime() : Math.max(0, now.getTime() - after);
    return apart > CLOCKS_APART_MS ? 'clock_skew' : undefined;
  }
}

function cut(client: Client): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}
