import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Settings, SETTINGS } from '../config/settings';
import { WORKER_SOURCE } from './tokens';
import { inTransaction } from './transaction';
import type { SqlValue } from './tx';

export interface HousekeepingTx {
  readonly now: Date;
  query<T extends object>(text: string, values?: readonly SqlValue[]): Promise<T[]>;
}

/** Work that nobody asked for, as role worker: its policies name, table by table, what it may touch; no item group is among them. */
@Injectable()
export class Housekeeping {
  constructor(
    @Inject(WORKER_SOURCE) private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run<T>(work: (tx: HousekeepingTx) => Promise<T>): Promise<T> {
    const now = this.settings.clock.now();
    return inTransaction(this.source, (talk) => {
      void talk.say("select set_config('app.now', $1, true)", [now.toISOString()]);
      return work({ now, query: async <R extends object>(text: string, values: readonly SqlValue[] = []) => (await talk.say(text, values)).rows as R[] });
    });
  }
}
