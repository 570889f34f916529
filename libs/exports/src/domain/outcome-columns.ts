import { formatWareki, fromFirstVisible, isoDate, type IsoDate, joinName } from '@madoguchi/kernel';
import { type ReferralStatus, sendingStatus } from '@madoguchi/referrals/records';

/** Records that a line is made from: the one that was counted, what belongs to it, and what is held of the person. */
interface Source {
  readonly table: string;
  /** The item group through which it is read, and which every download asks for again; none for what is not held of one person alone. */
  readonly group?: string;
  /** Held of the person by one organisation or several: the own record, or else the oldest that may be read. */
  readonly ofPerson?: true;
}

export const SOURCES = {
  outcome: { table: 'open_facts' },
  office: { table: 'office' },
  request: { table: 'referral' },
  sending: { table: 'referral_sending' },
  placement: { table: 'placement', group: 'placement' },
  person: { table: 'person', group: 'number' },
  basic: { table: 'person_basic', group: 'basic', ofPerson: true },
} as const satisfies Readonly<Record<string, Source>>;
export type SourceName = keyof typeof SOURCES;

/** A column of a record: `placement.employer_name`. */
export type Field = `${SourceName}.${string}`;
type Value = string | boolean | null;

/** One line of the monthly outcome export: a referral sent, or a placement confirmed, in the month. */
export interface OutcomeRow {
  readonly date: IsoDate;
  readonly recordId: string;
  readonly personId: string;
  /** Every field that a column names; absent where the outcome has no such record. */
  readonly fields: Readonly<Partial<Record<Field, Value>>>;
  /** Whose record of whom each field was read from. */
  readonly held: Readonly<Partial<Record<SourceName, Held>>>;
  /** A measure (DV等支援措置, 秘匿) is in force: what tells where the person can be found stays out. */
  readonly protected: boolean;
}

interface Held {
  readonly personId: string;
  readonly sourceOrganisationId: string;
}

/** A cell of the gate through which something came into a file. */
export interface ReadThrough extends Held {
  readonly itemGroup: string;
  /** The line knew of a measure, and left out what tells where the person can be found. */
  readonly guarded: boolean;
}

/** Stands in a file where something was withheld, so that nobody takes it for missing. */
export const WITHHELD = '非表示（DV等支援措置）';

/** Labels of codes: (kind, code) → word. */
export type LabelOf = (kind: string, code: string) => string;
type Write = (values: readonly Value[], label: LabelOf) => string;

export interface OutcomeColumn {
  readonly heading: string;
  readonly from: readonly Field[];
  /** Tells where the person can be found. */
  readonly locating?: true;
  readonly write: Write;
}

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const plain: Write = ([value]) => text(value);
const wareki: Write = ([date]) => (text(date) === '' ? '' : formatWareki(isoDate(text(date))));
const name: Write = ([family, given]) => joinName(text(family) || null, text(given) || null) ?? '';
const word = (kind: string): Write => ([code], label) => (text(code) === '' ? '' : label(kind, text(code)));
const yesOrNo: Write = ([value]) => (typeof value === 'boolean' ? (value ? 'はい' : 'いいえ') : '');

/** Of the sending that the line tells of, and not of what has become of the request since. */
const stateOfSending: Write = ([reply, sharingEnd, request], label) =>
  text(request) === '' ? '' : label('referral_status', sendingStatus({ reply: (text(reply) || null) as Parameters<typeof sendingStatus>[0]['reply'], sharingEnd: text(sharingEnd) || null }, text(request) as ReferralStatus));

/**
 * 「データ」: flat, a row a record, western date and 和暦 beside it, codes with their words. A column is this one entry: what is
 * read for it, and what a withdrawal closes with it, follow from its fields.
 */
export const OUTCOME_COLUMNS: readonly OutcomeColumn[] = [
  { heading: '区分', from: ['outcome.kind'], write: ([kind]) => (kind === 'referral_sent' ? '支援要請' : '就職') },
  { heading: '日付', from: ['outcome.day'], write: plain },
  { heading: '日付（和暦）', from: ['outcome.day'], write: wareki },
  { heading: '受付番号', from: ['person.number'], write: plain },
  { heading: '氏名', from: ['basic.family_name', 'basic.given_name'], write: name },
  { heading: 'カナ', from: ['basic.family_kana', 'basic.given_kana'], write: name },
  { heading: '生年月日', from: ['basic.birth_date'], write: plain },
  { heading: '生年月日（和暦）', from: ['basic.birth_date'], write: wareki },
  { heading: '文書番号', from: ['sending.document_number'], write: plain },
  { heading: '相手・登録した窓口', from: ['office.name'], locating: true, write: plain },
  { heading: '支援要請の状態', from: ['sending.reply', 'sending.sharing_end', 'request.status'], write: stateOfSending },
  { heading: '就職経路コード', from: ['placement.route'], write: plain },
  { heading: '就職経路', from: ['placement.route'], write: word('route') },
  { heading: '紹介日', from: ['placement.introduced_on'], write: plain },
  { heading: '確認日', from: ['placement.confirmed_on'], write: plain },
  { heading: '一般・パート', from: ['placement.hours'], write: word('hours') },
  { heading: '正社員', from: ['placement.permanent_employee'], write: yesOrNo },
  { heading: '就職先', from: ['placement.employer_name'], locating: true, write: plain },
  { heading: '職種', from: ['placement.occupation'], locating: true, write: plain },
];

/**
 * A cell that a spreadsheet would run as a formula is told to be text. Some take full-width signs for signs, and some look
 * past what cannot be seen; a line break, from before one-line texts refused it, would begin a row of somebody's own.
 */
export function formulaSafe(cell: string): string {
  const line = cell.replaceAll(/[\n\v\f\r\u0085\u2028\u2029]+/gu, ' ');
  return /^[=+\-@＝＋－＠﹦﹢﹣﹫−]/u.test(fromFirstVisible(line)) || /^[\t]/u.test(line) ? `'${line}` : line;
}

export function outcomeCells(row: OutcomeRow, label: LabelOf): string[] {
  return OUTCOME_COLUMNS.map((column) => {
    const value = column.write(column.from.map((field) => row.fields[field] ?? null), label);
    return formulaSafe(row.protected && column.locating && value !== '' ? WITHHELD : value);
  });
}

/** Every field that the columns name, once. */
export function outcomeFields(): readonly Field[] {
  return [...new Set(OUTCOME_COLUMNS.flatMap((column) => column.from))];
}

export function sourceOf(field: Field): SourceName {
  return field.slice(0, field.indexOf('.')) as SourceName;
}

/** Through which cells of the gate the filled columns of a line were read. What a line withholds it does not hold. */
export function readThrough(row: OutcomeRow): readonly ReadThrough[] {
  const shown = OUTCOME_COLUMNS.filter((column) => !(row.protected && column.locating)).flatMap((column) => column.from);
  const sources = new Set(shown.filter((field) => (row.fields[field] ?? null) !== null).map(sourceOf));
  return [...sources].flatMap((source) => {
    const { group: itemGroup }: Source = SOURCES[source];
    const held = row.held[source];
    return itemGroup === undefined || held === undefined ? [] : [{ ...held, itemGroup, guarded: row.protected }];
  });
}
