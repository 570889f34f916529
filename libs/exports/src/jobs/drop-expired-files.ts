import { Injectable } from '@nestjs/common';
import { Housekeeping, type RepeatedWork, Repeats } from '@madoguchi/platform';

/** The bytes of a file go after its last day; the row stays and says who asked for it. */
@Injectable()
@Repeats(600_000)
export class DropExpiredFiles implements RepeatedWork {
  constructor(private readonly housekeeping: Housekeeping) {}

  async run(): Promise<void> {
    await this.housekeeping.run((tx) =>
      tx.query('delete from export_chunk c where exists (select 1 from export_file f where f.id = c.export_id and f.expires_at <= $1)', [tx.now]),
    );
  }
}
