import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { scope, type ItemGroup } from '@madoguchi/access';
import { newId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type FileType, fileTypeOf } from '../domain/file-type';
import { StoredFileRow } from '../persistence/stored-file.row';

const CHUNK = 256 * 1024;

/** The columns of a row about a person, as the room that owns the record gives them. */
interface Whose {
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly sourceOrganisationId: string;
  readonly writtenBy: string;
  readonly enteredAt: Date;
  readonly version: 1;
}

export interface FileToStore {
  readonly kind: 'consent_paper';
  readonly subjectId: string;
  /** What can be read in it: it opens to readers of all of these. */
  readonly itemGroups: readonly ItemGroup[];
  readonly content: Buffer;
}

export interface StoredFile {
  readonly id: string;
  readonly mediaType: FileType;
  readonly bytes: number;
  readonly sha256: string;
  readonly storedAt: Date;
}

/** Files of records, in the transaction of whoever stores or opens them. A file is never changed: a better scan is a new one. */
@Injectable()
export class StoredFiles {
  /** @throws DomainError `no_file`, `file_too_large`, `file_type`. */
  async store(tx: Tx, whose: Whose, file: FileToStore): Promise<StoredFile> {
    const mediaType = fileTypeOf(file.content);
    const id = newId<'StoredFile'>();
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    const facts = { subjectId: file.subjectId, kind: file.kind, itemGroups: [...file.itemGroups], mediaType, bytes: file.content.length, sha256 };
    await tx.insert(StoredFileRow, { id, ...whose, ...facts });
    for (let position = 0; position * CHUNK < file.content.length; position += 1) {
      const content = file.content.subarray(position * CHUNK, (position + 1) * CHUNK);
      await tx.write('insert into stored_file_chunk (file_id, position, content) values ($1, $2, $3)', [id, position, content]);
    }
    return { id, mediaType, bytes: facts.bytes, sha256, storedAt: whose.enteredAt };
  }

  /** The newest file of each record, for the office that stored it. */
  async newest(tx: Tx, subjectIds: readonly string[]): Promise<ReadonlyMap<string, StoredFile>> {
    const rows = await tx.query<StoredFile & { readonly subjectId: string }>(
      `select distinct on (f.subject_id) f.subject_id as "subjectId", f.id, f.media_type as "mediaType", f.bytes, f.sha256, f.entered_at as "storedAt"
       from stored_file f ${scope('f', 'basic')}
       where f.subject_id = any($1::uuid[]) and f.source_office_id = (select current_office()) order by f.subject_id, f.entered_at desc, f.id`,
      [subjectIds],
    );
    return new Map(rows.map(({ subjectId, ...file }) => [subjectId, file]));
  }

  /** The whole content: five megabytes at most. */
  async content(tx: Tx, id: string): Promise<Buffer> {
    const rows = await tx.query<{ content: Buffer }>('select c.content from stored_file_chunk c where c.file_id = $1 order by c.position', [id]);
    return Buffer.concat(rows.map((row) => row.content));
  }
}
