import { createHash } from 'node:crypto';

/** One audit row as text, in the order in which its leaf hash covers it. */
export interface AuditRowText {
  /** Transaction that wrote it; with the id it gives the order. */
  readonly xid: string;
  readonly id: string;
  /** UTC, microseconds. */
  readonly at: string;
  readonly requestId: string;
  readonly assignmentId: string;
  readonly staffId: string;
  readonly officeId: string;
  readonly purpose: string;
  readonly action: string;
  readonly subjects: string;
  readonly detail: string;
  /** Ciphertext of what was changed or searched for; null where there is none. */
  readonly sealed: string | null;
}

/** Absent values are empty; JSON escapes the separator, so `detail` and what follows it keep apart. */
const SEPARATOR = '\u001f';

/**
 * What the database function `audit_append` computes, computed without it: a verifier does not ask the suspect. A row without
 * ciphertext ends with `detail`, as every row did before there was any.
 */
export function leafHash(row: AuditRowText): Buffer {
  const text = [
    row.xid,
    row.id,
    row.at,
    row.requestId,
    row.assignmentId,
    row.staffId,
    row.officeId,
    row.purpose,
    row.action,
    row.subjects,
    row.detail,
    ...(row.sealed === null ? [] : [row.sealed]),
  ].join(SEPARATOR);
  return createHash('sha256').update(text, 'utf8').digest();
}
