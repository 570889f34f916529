import { createHash } from 'node:crypto';

/** One audit row, every column as the database writes it as text; null where the column is null. */
export interface AuditRowText {
  /** Which text the leaf covers: 1 until 0.4.0, 2 since. It is part of the text. */
  readonly leafVersion: string | null;
  /** Transaction that wrote it; with the id it gives the order. */
  readonly xid: string | null;
  readonly id: string | null;
  /** UTC, microseconds; of years that this form cannot tell (before Christ, infinite) the database's own text. */
  readonly at: string | null;
  /** Seconds since 1970, microseconds. */
  readonly epoch: string | null;
  readonly requestId: string | null;
  readonly assignmentId: string | null;
  readonly staffId: string | null;
  readonly officeId: string | null;
  readonly purpose: string | null;
  readonly action: string | null;
  /** With braces, as an array is written: so a NULL in it is seen, and an array of another shape. */
  readonly subjects: string | null;
  readonly detail: string | null;
  /** Ciphertext of what was changed or searched for; null where there is none. */
  readonly sealed: string | null;
}

/** Version 1: absent values are empty; JSON escapes the separator, so `detail` and what follows it keep apart. */
const SEPARATOR = '\u001f';

/**
 * What the database function `audit_append` computes, computed without it: a verifier does not ask the suspect.
 * @returns undefined for what no version could have written.
 */
export function leafHash(row: AuditRowText): Buffer | undefined {
  const text = row.leafVersion === '2' ? secondText(row) : row.leafVersion === '1' ? firstText(row) : undefined;
  return text === undefined ? undefined : createHash('sha256').update(text, 'utf8').digest();
}

/** Every column with its length before it, and a sign of its own for NULL: no two rows have one text. */
function secondText(row: AuditRowText): string {
  const { xid, id, epoch, requestId, assignmentId, staffId, officeId, purpose, action, subjects, detail, sealed } = row;
  return ['2', xid, id, epoch, requestId, assignmentId, staffId, officeId, purpose, action, subjects, detail, sealed]
    .map((value) => (value === null ? '-' : `${Buffer.byteLength(value, 'utf8')}:${value}`))
    .join('');
}

/** A row without ciphertext ends with `detail`, as every row did before there was any. What this text cannot tell apart was never written. */
function firstText(row: AuditRowText): string | undefined {
  const { xid, id, at, requestId, action, subjects, detail } = row;
  const needed = [xid, id, at, requestId, action, subjects, detail];
  if (needed.includes(null) || row.purpose === '' || !subjects?.startsWith('{')) return undefined;
  const absent = [row.assignmentId, row.staffId, row.officeId, row.purpose].map((value) => value ?? '');
  return [xid, id, at, requestId, ...absent, action, subjects.slice(1, -1), detail, ...(row.sealed === null ? [] : [row.sealed])].join(SEPARATOR);
}
