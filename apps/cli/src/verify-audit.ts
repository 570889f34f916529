import { type Checkpoint, CheckpointFile, type Finding, fingerprintOf, keyFingerprintOf, type RecordSource, type RememberedCheckpoint, type StoredAuditRow, verifyAudit } from '@madoguchi/audit';
import { Client } from 'pg';
import { type TableFinding, verifyTables } from './verify-tables';

/** The columns as text, written here: a verifier does not ask the functions of the database that it verifies. */
export const AUDIT_ROWS = `select e.leaf_version::text as "leafVersion", e.xid::text as xid, e.id::text as id,
    case when isfinite(e.at) and e.at >= timestamptz '0001-01-01 00:00:00Z' then to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else e.at::text end as at,
    extract(epoch from e.at)::text as epoch, e.request_id as "requestId", e.assignment_id::text as "assignmentId", e.staff_id::text as "staffId",
    e.office_id::text as "officeId", e.purpose, e.action, e.subjects::text as subjects, e.detail::text as detail, e.sealed::text as sealed, e.leaf_hash as leaf
  from audit_event e where e.xid >= $1::text::xid8 and e.xid < $2::text::xid8 order by e.xid, e.id`;
const REMEMBERED = 'select c.until_xid::text as "untilXid", c.size::text as size, c.hash, (extract(epoch from c.sealed_at) * 1000)::text as "sealedAt" from audit_checkpoint c where c.number = $1 limit 1';
const NEWEST = 'select coalesce(max(c.number), 0) as newest, count(*)::integer as count from audit_checkpoint c';

/** The folder itself cannot be believed: no public key in it, or not the one that was written down elsewhere. */
interface FolderFinding {
  readonly kind: 'no_public_key' | 'foreign_key';
}

export type AnyFinding = Finding | TableFinding | FolderFinding;

export interface AuditReport {
  /** The first of what was found; sound where nothing was. */
  readonly finding: AnyFinding;
  readonly findings: readonly Exclude<AnyFinding, { readonly kind: 'sound' }>[];
  /** No finding, and to be known: where a restored backup took the place of the database, and what that cost. */
  readonly restores: readonly string[];
  /** The asked-for checkpoint, or the newest: what a second organisation compares with its print. */
  readonly checkpoint: { readonly number: number; readonly fingerprint: string } | undefined;
  /** Of the public key in the folder. */
  readonly keyFingerprint: string | undefined;
  readonly seconds: number;
}

export interface AuditWish {
  /** Checkpoint whose fingerprint to tell; the newest when absent. */
  readonly number?: number | undefined;
  /** Fingerprint of the public key, as it was written down outside the folder. */
  readonly fingerprint?: string | undefined;
  readonly now?: Date | undefined;
}

/** Holds the audit record of a database, every row and column of it, against the signed checkpoints of a folder. Needs only these two. */
export async function verifyAuditOf(ownerUrl: string, folder: string, wish: AuditWish = {}): Promise<AuditReport> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-verify-audit' });
  await client.connect();
  try {
    // Read before the snapshot: what it covers is then seen whole.
    const last = CheckpointFile.open(folder).last()?.number ?? 0;
    await client.query('begin isolation level repeatable read read only');
    return await verifyInSnapshot(client, folder, last, wish);
  } finally {
    await client.end();
  }
}

/** @param last number of the newest checkpoint that the file had before the snapshot was taken. */
export async function verifyInSnapshot(client: Client, folder: string, last: number, wish: AuditWish): Promise<AuditReport> {
  const started = performance.now();
  const file = CheckpointFile.open(folder);
  const key = file.publicKey();
  const now = wish.now ?? new Date();
  const keyFingerprint = key && keyFingerprintOf(key);
  const found: AnyFinding[] = [];
  if (keyFingerprint !== undefined && wish.fingerprint !== undefined && plain(wish.fingerprint) !== plain(keyFingerprint)) found.push({ kind: 'foreign_key' });

  const { rows: [remembered] } = await client.query<RecordSource['remembered']>(NEWEST);
  if (!remembered) throw new Error('The database did not answer.');
  const database: RecordSource = {
    rows: async (from, until) => (await client.query<StoredAuditRow>(AUDIT_ROWS, [from, until])).rows,
    checkpoint: async (number) => (await client.query<RememberedCheckpoint>(REMEMBERED, [number])).rows[0],
    remembered,
  };
  let told: Checkpoint | undefined;
  const ends = { sealed: '0', folded: '0', ahead: '0' };
  const restores: Checkpoint[] = [];
  for await (const one of file.all()) if (one.restored && one.number <= Math.max(last, remembered.newest)) restores.push(one);
  async function* upToSnapshot(): AsyncGenerator<Checkpoint> {
    for await (const one of file.all()) {
      if (one.number > Math.max(last, remembered?.newest ?? 0)) return;
      yield one;
      // Asked for the next: this one was genuine.
      if (wish.number === undefined || one.number === wish.number) told = one;
      ends.sealed = one.untilXid;
      ends.ahead = one.restored?.ahead ?? ends.ahead;
      if (one.number <= (remembered?.newest ?? 0)) ends.folded = one.untilXid;
    }
  }
  if (key === undefined) found.push({ kind: 'no_public_key' });
  else {
    const events = await verifyAudit(upToSnapshot(), key, database, now, restores);
    found.push(events);
    // Where the signed stretches could not be followed to their end, nobody knows what lies behind it.
    if (READ_TO_THE_END.has(events.kind)) found.push(...(await verifyTables(client, ends, now)));
  }
  const findings = found.filter((one): one is AuditReport['findings'][number] => one.kind !== 'sound');
  return {
    finding: findings[0] ?? found[0] ?? { kind: 'no_public_key' },
    findings,
    restores: restores.map(describeRestore),
    checkpoint: told && { number: told.number, fingerprint: fingerprintOf(told) },
    keyFingerprint,
    seconds: (performance.now() - started) / 1_000,
  };
}

const READ_TO_THE_END: ReadonlySet<string> = new Set(['sound', 'wrong_time', 'wrong_checkpoint_row']);

const plain = (fingerprint: string): string => fingerprint.replaceAll(/\s/g, '').toLowerCase();

function describeRestore({ number, at, restored }: Checkpoint): string {
  if (!restored) return '';
  const cost = restored.known < number - 1 ? `${restored.lost} events that checkpoints ${restored.known + 1} to ${number - 1} sealed were not in it` : 'every sealed event was in it';
  return `Restored from a backup, as checkpoint ${number} of ${at} tells: ${cost}.`;
}

export function describeReport({ finding, findings, restores, checkpoint, keyFingerprint, seconds }: AuditReport): string {
  const time = `${seconds.toFixed(1)} s`;
  const key = `Fingerprint of the public key: ${keyFingerprint ?? 'none: there is no public key in the folder'}`;
  if (finding.kind === 'sound') {
    return [
      `Sound: ${finding.rows} rows in ${finding.checkpoints} checkpoints (${time}).`,
      ...restores,
      `Fingerprint of checkpoint ${checkpoint ? `${checkpoint.number}: ${checkpoint.fingerprint}` : 'none: there is no such one'}`,
      key,
      'Names of staff and offices beside the record are those of today: the record holds their ids.',
    ].join('\n');
  }
  return [...findings.map((one) => `NOT SOUND: ${describeFinding(one)} (${time}).`), ...restores, key].join('\n');
}

function describeFinding(found: AuditReport['findings'][number]): string {
  if ('table' in found) return `${found.kind} in ${found.table}, row ${found.row}`;
  if (!('position' in found)) return found.kind;
  const row = found.rowId === undefined ? '' : `, row ${found.rowId}`;
  return `${found.kind} at position ${found.position}${row}, checkpoint ${found.checkpoint}`;
}
