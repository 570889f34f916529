import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Settings, SETTINGS } from '../config/settings';
import { withFieldNames } from './row-names';
import { WORKER_SOURCE } from './tokens';
import { inActorTransaction } from './transaction-runner';
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
    const runner = this.source.createQueryRunner();
    const now = this.settings.clock.now();
    try {
      return await inActorTransaction(runner, `begin; select set_config('app.now', '${now.toISOString()}', true)`, (manager) =>
        work({ now, query: async <R extends object>(text: string, values: readonly SqlValue[] = []) => withFieldNames<R>(await manager.query<object[]>(text, [...values])) }),
      );
    } finally {
      await runner.release();
    }
  }
}
