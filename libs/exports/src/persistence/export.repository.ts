import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { ExportFormat, ExportStatus } from '../domain/export-file';
import type { ReadThrough } from '../domain/outcome-columns';

export interface StoredExport {
  readonly id: string;
  readonly kind: string;
  readonly format: ExportFormat;
  readonly month: string;
  readonly reason: string;
  readonly status: ExportStatus;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly expired: boolean;
}

const COLUMNS = `f.id, f.kind, f.format, f.month, f.reason, f.status, f.rows_done as "rowsDone", f.rows_total as "rowsTotal", f.bytes, f.sha256,
  f.requested_at as "requestedAt", f.finished_at as "finishedAt", f.expires_at <= (select app_now()) as expired`;

/** Files that the acting assignment asked for. */
@Injectable()
export class ExportRepository {
  async list(tx: Tx): Promise<readonly StoredExport[]> {
    return tx.query<StoredExport>(
      `select ${COLUMNS} from export_file f where f.assignment_id = (select current_assignment()) and f.office_id = (select current_office())
       order by f.requested_at desc, f.id limit 50`,
    );
  }

  async get(tx: Tx, id: string): Promise<StoredExport> {
    const [row] = await tx.query<StoredExport>(
      `select ${COLUMNS} from export_file f where f.id = $1 and f.assignment_id = (select current_assignment()) and f.office_id = (select current_office())`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }

  async progress(tx: Tx, id: string, rowsDone: number, rowsTotal: number): Promise<void> {
    await tx.write(`update export_file set status = 'running', rows_done = $2, rows_total = $3 where id = $1 and status in ('queued', 'running')`, [id, rowsDone, rowsTotal]);
  }

  async finish(tx: Tx, id: string, status: 'done' | 'failed' | 'refused', file: { readonly rows: number; readonly bytes: number; readonly sha256: string | null }): Promise<void> {
    await tx.write(
      'update export_file set status = $2, rows_done = $3, rows_total = $3, bytes = $4, sha256 = $5, finished_at = $6 where id = $1',
      [id, status, file.rows, file.bytes, file.sha256, tx.now],
    );
  }

  async addChunk(tx: Tx, id: string, position: number, bytes: Buffer): Promise<void> {
    await tx.write('insert into export_chunk (export_id, position, bytes) values ($1, $2, $3)', [id, position, bytes]);
  }

  async chunk(tx: Tx, id: string, position: number): Promise<Buffer> {
    const [row] = await tx.query<{ bytes: Buffer }>(
      `select c.bytes from export_chunk c join export_file f on f.id = c.export_id
       where c.export_id = $1 and c.position = $2 and f.expires_at > (select app_now())
         and f.assignment_id = (select current_assignment()) and f.office_id = (select current_office())`,
      [id, position],
    );
    if (!row) throw notFound();
    return row.bytes;
  }

  /** Remembers through which cells a person came into the file, and whether each row of it knew of a measure. */
  async addPersons(tx: Tx, id: string, persons: readonly ReadThrough[]): Promise<void> {
    await tx.write(
      `insert into export_person (export_id, person_id, source_organisation_id, item_group, guarded)
       select $1::uuid, x.person, x.source, x.item, bool_and(x.guarded) from unnest($2::uuid[], $3::uuid[], $4::text[], $5::boolean[]) as x(person, source, item, guarded)
       group by x.person, x.source, x.item
       on conflict (export_id, person_id, source_organisation_id, item_group) do update set guarded = export_person.guarded and excluded.guarded`,
      [id, persons.map((one) => one.personId), persons.map((one) => one.sourceOrganisationId), persons.map((one) => one.itemGroup), persons.map((one) => one.guarded)],
    );
  }

  /** Finished files, of any reader, that this consent alone keeps open. */
  async closedBy(tx: Tx, consentId: string): Promise<readonly { readonly id: string; readonly requestedAt: Date; readonly officeName: string }[]> {
    return tx.query(
      'select x.id, x.requested_at as "requestedAt", x.office_name as "officeName" from exports_closed_by($1) x order by x.requested_at, x.id',
      [consentId],
    );
  }

  /** How many of the cells through which the file was read are closed to its reader now, or withheld by a measure since. */
  async closedNow(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `select count(*) as n from export_person e join export_file f on f.id = e.export_id where e.export_id = $1 and not exists (
         select 1 from readable r join item_group i on i.code = e.item_group and r.groups & (1 << i.bit) <> 0
         where f.office_id = (select current_office()) and r.person_id = e.person_id and r.source_organisation_id = e.source_organisation_id
           and not file_row_withholds(e.person_id, e.guarded))`,
      [id],
    );
    return row?.n ?? 0;
  }
}
