import { ListOf, OneOf, Text } from './fields';

export const NUMBER_KINDS = ['licence', 'ledger', 'account', 'telephone', 'other'] as const;

/** What kind of number a twelve-digit number in a field is, when somebody was asked and said that it is no マイナンバー. */
export class NumberNoteDto {
  @Text('項目', { max: 60 }) field: string;
  @OneOf('番号の種類', NUMBER_KINDS) kind: (typeof NUMBER_KINDS)[number];
}

/** Base of bodies with free text. */
export abstract class TypedTextDto {
  @ListOf(() => NumberNoteDto, { most: 10, wrong: 'value|番号の種類を選んでください。', optional: true })
  numberNotes?: NumberNoteDto[];
}
