import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Settings, SETTINGS } from '../config/settings';
import { WORKER_SOURCE } from './tokens';
import { inTransaction, LONG_WORK_MS } from './transaction';
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

  /** @param within for what must go on soon after the database was away: a connection that is dead may not say so. */
  async run<T>(work: (tx: HousekeepingTx) => Promise<T>, within = LONG_WORK_MS): Promise<T> {
    const now = this.settings.clock.now();
    return inTransaction(this.source, within, (talk) => {
      void talk.say("select set_config('app.now', $1, true)", [now.toISOString()]);
      return work({ now, query: async <R extends object>(text: string, values: readonly SqlValue[] = []) => (await talk.say(text, values)).rows as R[] });
    });
  }
}
