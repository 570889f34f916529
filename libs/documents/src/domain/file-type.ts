import { invalidField } from '@madoguchi/kernel';

/** Kinds of scans that are taken: what a copier of an office makes. */
export const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** 5 MiB: some pages at 300 dpi. */
export const FILE_BYTES_MAX = 5 * 1024 * 1024;

const SIGNATURES: readonly (readonly [FileType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

/** The type that the first bytes say; what the sender calls it counts for nothing. @throws DomainError `no_file`, `file_too_large`, `file_type`. */
export function fileTypeOf(bytes: Buffer): FileType {
  if (bytes.length === 0) throw invalidField('file', 'no_file', 'ファイルを選んでください。');
  if (bytes.length > FILE_BYTES_MAX) throw invalidField('file', 'file_too_large', 'ファイルは5MBまでです。解像度を下げて読み取り直してください。');
  const known = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (!known) throw invalidField('file', 'file_type', 'PDF・PNG・JPEGのファイルを選んでください。');
  return known[0];
}
