import { type Checkpoint, CheckpointFile, type Finding, fingerprintOf, type RowSource, type StoredAuditRow, verifyAudit } from '@madoguchi/audit';
import { Client } from 'pg';

/** The columns as text, written here: a verifier does not ask the functions of the database that it verifies. */
const ROWS = `select e.xid::text as xid, e.id::text as id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    e.request_id as "requestId", coalesce(e.assignment_id::text, '') as "assignmentId", coalesce(e.staff_id::text, '') as "staffId",
    coalesce(e.office_id::text, '') as "officeId", coalesce(e.purpose, '') as purpose, e.action, array_to_string(e.subjects, ',') as subjects,
    e.detail::text as detail, e.sealed::text as sealed, e.leaf_hash as leaf
  from audit_event e where e.xid >= $1::text::xid8 and e.xid < $2::text::xid8 order by e.xid, e.id`;

export interface AuditReport {
  readonly finding: Finding;
  /** The asked-for checkpoint, or the newest: what a second organisation compares with its print. */
  readonly checkpoint: { readonly number: number; readonly fingerprint: string } | undefined;
  readonly seconds: number;
}

/**
 * Holds the audit rows of a database against the signed checkpoints of a folder. Needs only these two.
 * @param number whose fingerprint to tell; the newest when absent.
 */
export async function verifyAuditOf(ownerUrl: string, folder: string, number?: number): Promise<AuditReport> {
  const started = performance.now();
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-verify-audit' });
  await client.connect();
  try {
    const file = CheckpointFile.open(folder);
    const rows: RowSource = async (from, until) => (await client.query<StoredAuditRow>(ROWS, [from, until])).rows;
    const newest = await client.query<{ number: number }>('select coalesce(max(number), 0) as number from audit_checkpoint');
    const finding = await verifyAudit(file.all(), file.publicKey(), rows, newest.rows[0]?.number ?? 0);
    const told = number === undefined ? file.last() : await checkpointOf(file, number);
    return { finding, checkpoint: told && { number: told.number, fingerprint: fingerprintOf(told) }, seconds: (performance.now() - started) / 1_000 };
  } finally {
    await client.end();
  }
}

async function checkpointOf(file: CheckpointFile, number: number): Promise<Checkpoint | undefined> {
  for await (const one of file.all()) if (one.number === number) return one;
  return undefined;
}

export function describeReport({ finding, checkpoint, seconds }: AuditReport): string {
  const time = `${seconds.toFixed(1)} s`;
  if (finding.kind === 'sound') {
    return `Sound: ${finding.rows} rows in ${finding.checkpoints} checkpoints (${time}).\nFingerprint of checkpoint ${checkpoint ? `${checkpoint.number}: ${checkpoint.fingerprint}` : 'none: there is no such one'}`;
  }
  const row = finding.rowId === undefined ? '' : `, row ${finding.rowId}`;
  return `NOT SOUND: ${finding.kind} at position ${finding.position}${row}, checkpoint ${finding.checkpoint} (${time}).`;
}
