import { Inject, Injectable } from '@nestjs/common';
import { Housekeeping, LOGGER, type Logger, type RepeatedWork, Repeats } from '@madoguchi/platform';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The differential job: recomputes the masks from their reasons and what persons are found by, some persons at a time,
 * and who acts from assignments, accounts, offices and roles, and reports any difference.
 * It repairs nothing: a difference is a defect that somebody must look at.
 */
@Injectable()
@Repeats(60_000)
export class CompareAccess implements RepeatedWork {
  private after = BEFORE_ALL;

  constructor(
    private readonly housekeeping: Housekeeping,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Compares the next persons, and everybody who acts; begins anew after the last person. @returns what differs. */
  async run(): Promise<{ readonly persons: readonly string[]; readonly actors: number }> {
    const { compared, actors } = await this.housekeeping.run(async (tx) => ({
      compared: await tx.query<{ personId: string; cells: number; tokens: number }>('select person_id, cells, tokens from access_drift($1, $2)', [this.after, BATCH]),
      actors: (await tx.query<{ differences: number }>('select actor_differences() as differences'))[0]?.differences ?? 0,
    }));
    this.after = compared.length < BATCH ? BEFORE_ALL : (compared.at(-1)?.personId ?? BEFORE_ALL);
    const persons = compared.filter((row) => row.cells + row.tokens > 0).map((row) => row.personId);
    if (persons.length + actors > 0) this.logger.error({ event: 'access_differs', persons, actors });
    return { persons, actors };
  }
}
