import { Inject, Injectable } from '@nestjs/common';
import type { AssignmentId } from '@madoguchi/kernel';
import { type Ctx, HandlesJob, Housekeeping, type JobHandler, type JobMessage, type Settings, SETTINGS, sqlState, TransactionRunner } from '@madoguchi/platform';
import { IdentityFacade } from '@madoguchi/identity';
import { WriteExport } from '../application/write-export';
import { runExportJob } from './run-export.job';

/**
 * Runs an export as the person who asked for it, looked up now: whoever was moved or disabled since is refused. The file
 * row is the memory of what is done, so a second delivery finds it finished.
 */
@Injectable()
@HandlesJob(runExportJob)
export class RunExportHandler implements JobHandler<{ exportId: string }> {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly transactions: TransactionRunner,
    private readonly identity: IdentityFacade,
    private readonly writeExport: WriteExport,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async handle(message: JobMessage<{ exportId: string }>): Promise<void> {
    const { exportId, requestId } = message.payload;
    const [file] = await this.housekeeping.run((tx) =>
      tx.query<{ assignment: AssignmentId }>('select f.assignment_id as assignment from export_file f where f.id = $1', [exportId]),
    );
    if (!file) return;
    const ctx: Ctx = { assignmentId: file.assignment, purpose: 'report', requestId, clock: this.settings.clock };
    if (!(await this.transactions.read(ctx, (tx) => this.identity.isLive(tx, ctx.assignmentId)))) {
      await this.end(exportId, 'refused');
      return;
    }
    try {
      await this.writeExport.run(ctx, exportId);
    } catch (error) {
      // Two deliveries at once collide on the first chunk; the other one is writing the same file.
      if (sqlState(error) === '23505') return;
      throw error;
    }
  }

  /** The progress bar ends and says that the file could not be made. */
  async giveUp(message: JobMessage<{ exportId: string }>): Promise<void> {
    await this.end(message.payload.exportId, 'failed');
  }

  private async end(exportId: string, status: 'refused' | 'failed'): Promise<void> {
    await this.housekeeping.run((tx) =>
      tx.query('update export_file f set status = $3, finished_at = $2 where f.id = $1 and f.finished_at is null', [exportId, tx.now, status]),
    );
  }
}
