import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type MunicipalityId } from '@madoguchi/kernel';
import { DataSource } from 'typeorm';
import { withFieldNames } from './row-names';
import { COUNTER_SOURCE } from './tokens';
import { inActorTransaction } from './transaction-runner';
import type { SqlValue } from './tx';

export type AskFacts = <T extends object>(text: string, values?: readonly SqlValue[]) => Promise<T[]>;

/** Counting, as role counter: it reads the name-free fact views of one municipality and nothing else. */
@Injectable()
export class FactReader {
  constructor(@Inject(COUNTER_SOURCE) private readonly source: DataSource) {}

  /** Several questions of one look, in one transaction. */
  async read<T>(municipality: MunicipalityId, work: (ask: AskFacts) => Promise<T>): Promise<T> {
    if (!isUuid(municipality)) throw new Error('A municipality id must be a UUID');
    const runner = this.source.createQueryRunner();
    try {
      const begin = `begin read only; select set_config('app.municipality', '${municipality}', true)`;
      return await inActorTransaction(runner, begin, (manager) =>
        work(async (text, values = []) => withFieldNames(await manager.query<object[]>(text, [...values]))),
      );
    } finally {
      await runner.release();
    }
  }
}
