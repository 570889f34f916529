import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ExportRepository, type StoredExport } from '../persistence/export.repository';

export type { StoredExport };

/** Progress, and the bytes of a finished file, each chunk behind its own look at the gate. */
@Injectable()
export class ReadExports {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly exports: ExportRepository,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx): Promise<readonly StoredExport[]> {
    return this.transactions.read(ctx, (tx) => this.exports.list(tx));
  }

  async get(ctx: Ctx, id: string): Promise<StoredExport> {
    return this.transactions.read(ctx, (tx) => this.exports.get(tx, id));
  }

  /** Admits a download and records it. @throws DomainError `export_closed`, `export_not_ready` or `not_found`. */
  async beginDownload(ctx: Ctx, id: string): Promise<StoredExport> {
    return this.transactions.read(ctx, async (tx) => {
      const file = await this.exports.get(tx, id);
      if (file.expired) throw notFound();
      if (file.status !== 'done') throw conflict('export_not_ready', 'ファイルはまだできていません。');
      if ((await this.exports.closedNow(tx, id)) > 0) throw closed();
      await this.audit.record(tx, { action: 'exports.download', subjects: [], detail: { exportId: id } });
      return file;
    });
  }

  /** The next chunk. @throws DomainError `export_closed` when a person in the file was closed meanwhile, `not_found` when the file expired. */
  async chunk(ctx: Ctx, id: string, position: number): Promise<Buffer> {
    return this.transactions.read(ctx, async (tx) => {
      if ((await this.exports.closedNow(tx, id)) > 0) throw closed();
      return this.exports.chunk(tx, id, position);
    });
  }
}

function closed(): Error {
  return conflict('export_closed', '同意の撤回などで見られなくなった人が含まれています。もう一度出力してください。');
}
