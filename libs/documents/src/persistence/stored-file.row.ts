import { Field, PersonRow, Row } from '@madoguchi/platform';

@Row('stored_file')
export class StoredFileRow extends PersonRow {
  @Field('uuid') subjectId: string;
  @Field('text') kind: string;
  @Field('text', { array: true }) itemGroups: string[];
  @Field('text') mediaType: string;
  @Field('integer') bytes: number;
  @Field('text') sha256: string;
}
