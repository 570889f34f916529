import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Message } from '../../libs/platform/src/database/message';
import { APP_SOURCE, COUNTER_SOURCE } from '../../libs/platform/src/database/tokens';

/** As much of the driver's pool and client as is listened to. */
interface Listened {
  query: (...words: unknown[]) => unknown;
}
interface Pool {
  on(event: 'acquire', listener: (client: Listened) => void): void;
}

/**
 * Writes down every message that the application sends to its database, on all connections of the api, with the statements
 * that travel in it: the look at the session is one, BEGIN with the actor and what is asked first is one.
 */
export class Statements {
  private list: (readonly string[])[] = [];
  private readonly heard = new WeakSet<Listened>();

  constructor(app: INestApplication) {
    for (const token of [APP_SOURCE, COUNTER_SOURCE]) {
      const { master } = app.get<DataSource>(token, { strict: false }).driver as unknown as { master: Pool };
      master.on('acquire', (client) => this.listenTo(client));
    }
  }

  /** What `work` sends, in order. */
  async during(work: () => Promise<unknown>): Promise<readonly (readonly string[])[]> {
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
        const texts = textsOf(words[0]);
        if (texts.length > 0) this.list.push(texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()));
        return query(...words);
      },
    });
  }
}

function textsOf(sent: unknown): readonly string[] {
  if (typeof sent === 'string') return [sent];
  return sent instanceof Message ? sent.statements.map(({ text }) => text) : [];
}
