import { invalidField } from './domain-error';
import { isUuid } from './ids';
import { isIsoDate, type IsoDate } from './iso-date';

/** Where a page of a list ordered by (date, id) ended. */
export interface Keyset {
  readonly date: IsoDate;
  readonly id: string;
}

/** The text that travels as `cursor`: a date and an id, nothing that a person is known by. */
export function writeKeyset(last: Keyset): string {
  return `${last.date}_${last.id}`;
}

/** @throws DomainError `cursor` for a text that no page has handed out; absent text is the first page. */
export function readKeyset(text: string | undefined): Keyset | undefined {
  if (text === undefined) return undefined;
  const [date = '', id = ''] = text.split('_');
  if (!isIsoDate(date) || !isUuid(id) || text !== `${date}_${id}`) {
    throw invalidField('cursor', 'cursor', '続きの位置が正しくありません。一覧を読み込み直してください。');
  }
  return { date, id };
}
