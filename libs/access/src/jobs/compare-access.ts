import { Inject, Injectable } from '@nestjs/common';
import { Housekeeping, LOGGER, type Logger } from '@madoguchi/platform';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The differential job: recomputes the cells from their reasons, some persons at a time, and reports any difference.
 * It repairs nothing: a difference is a defect that somebody must look at.
 */
@Injectable()
export class CompareAccess {
  private after = BEFORE_ALL;

  constructor(
    private readonly housekeeping: Housekeeping,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Compares the next persons; begins anew after the last. @returns ids of persons whose cells differ. */
  async run(): Promise<readonly string[]> {
    const compared = await this.housekeeping.run((tx) =>
      tx.query<{ person_id: string; differences: number }>('select person_id, differences from access_compare($1, $2)', [this.after, BATCH]),
    );
    this.after = compared.length < BATCH ? BEFORE_ALL : (compared.at(-1)?.person_id ?? BEFORE_ALL);
    const differing = compared.filter((row) => row.differences > 0).map((row) => row.person_id);
    if (differing.length > 0) this.logger.error({ event: 'access_differs', persons: differing });
    return differing;
  }
}
