import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type MunicipalityId } from '@madoguchi/kernel';
import { DataSource } from 'typeorm';
import { COUNTER_SOURCE } from './tokens';
import { inActorTransaction } from './transaction-runner';
import type { SqlValue } from './tx';

/** Counting, as role counter: it reads the name-free fact views of one municipality and nothing else. */
@Injectable()
export class FactReader {
  constructor(@Inject(COUNTER_SOURCE) private readonly source: DataSource) {}

  async query<T extends object>(municipality: MunicipalityId, text: string, values: readonly SqlValue[] = []): Promise<T[]> {
    if (!isUuid(municipality)) throw new Error('A municipality id must be a UUID');
    const runner = this.source.createQueryRunner();
    try {
      const begin = `begin read only; select set_config('app.municipality', '${municipality}', true)`;
      return await inActorTransaction(runner, begin, (manager) => manager.query<T[]>(text, [...values]));
    } finally {
      await runner.release();
    }
  }
}
