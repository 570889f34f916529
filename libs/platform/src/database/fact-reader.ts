import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type MunicipalityId } from '@madoguchi/kernel';
import { DataSource } from 'typeorm';
import { COUNTER_SOURCE } from './tokens';
import { inTransaction, REQUEST_MS } from './transaction';
import type { SqlValue } from './tx';

export type AskFacts = <T extends object>(text: string, values?: readonly SqlValue[]) => Promise<T[]>;

/** Counting, as role counter: it reads the name-free fact views of one municipality and nothing else. */
@Injectable()
export class FactReader {
  constructor(@Inject(COUNTER_SOURCE) private readonly source: DataSource) {}

  /** Several questions of one look, in one transaction. */
  async read<T>(municipality: MunicipalityId, work: (ask: AskFacts) => Promise<T>): Promise<T> {
    if (!isUuid(municipality)) throw new Error('A municipality id must be a UUID');
    return inTransaction(this.source, REQUEST_MS, (talk) => {
      void talk.say('set transaction read only');
      void talk.say("select set_config('app.municipality', $1, true)", [municipality]);
      return work(async <R extends object>(text: string, values: readonly SqlValue[] = []) => (await talk.say(text, values)).rows as R[]);
    });
  }
}
