import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { APP_SOURCE, COUNTER_SOURCE } from '../../libs/platform/src/database/tokens';

/** As much of the driver's pool and client as is listened to. */
interface Listened {
  query: (...words: unknown[]) => unknown;
}
interface Pool {
  on(event: 'acquire', listener: (client: Listened) => void): void;
}

/**
 * Writes down every message that the application sends to its database, on all connections of the api: BEGIN with the
 * actor is one, COMMIT is one, and the look at the session is one.
 */
export class Statements {
  private list: string[] = [];
  private readonly heard = new WeakSet<Listened>();

  constructor(app: INestApplication) {
    for (const token of [APP_SOURCE, COUNTER_SOURCE]) {
      const { master } = app.get<DataSource>(token, { strict: false }).driver as unknown as { master: Pool };
      master.on('acquire', (client) => this.listenTo(client));
    }
  }

  /** What `work` sends, in order. */
  async during(work: () => Promise<unknown>): Promise<readonly string[]> {
    this.list = [];
    await work();
    return [...this.list];
  }

  private listenTo(client: Listened): void {
    if (this.heard.has(client)) return;
    this.heard.add(client);
    const query = client.query.bind(client);
    Object.defineProperty(client, 'query', {
      value: (...words: unknown[]) => {
        if (typeof words[0] === 'string') this.list.push(words[0].replaceAll(/\s+/g, ' ').trim());
        return query(...words);
      },
    });
  }
}
