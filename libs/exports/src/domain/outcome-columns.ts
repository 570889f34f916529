import { formatWareki, type IsoDate, joinName } from '@madoguchi/kernel';

/** One line of the monthly outcome export: a referral sent, or a placement confirmed, in the month. */
export interface OutcomeRow {
  readonly kind: 'referral_sent' | 'placement';
  readonly date: IsoDate;
  readonly number: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly familyKana: string | null;
  readonly givenKana: string | null;
  readonly birthDate: IsoDate | null;
  readonly documentNumber: string | null;
  readonly officeName: string;
  readonly status: string | null;
  readonly route: string | null;
  readonly introducedOn: IsoDate | null;
  readonly confirmedOn: IsoDate | null;
  readonly hours: string | null;
  readonly permanentEmployee: boolean | null;
  readonly employerName: string | null;
  readonly occupation: string | null;
  /** A measure (DV等支援措置, 秘匿) is in force: what tells where the person can be found stays out. */
  readonly protected: boolean;
}

/** Stands in a file where something was withheld, so that nobody takes it for missing. */
export const WITHHELD = '非表示（DV等支援措置）';

/** Labels of codes: (kind, code) → word. */
export type LabelOf = (kind: string, code: string) => string;

interface OutcomeColumn {
  readonly heading: string;
  /** Tells where the person can be found. */
  readonly locating?: true;
  value(row: OutcomeRow, label: LabelOf): string;
}

const text = (value: string | null): string => value ?? '';
const wareki = (date: IsoDate | null): string => (date === null ? '' : formatWareki(date));

/** 「データ」: flat, a row a record, western date and 和暦 beside it, codes with their words. Screen, file and print use these columns. */
export const OUTCOME_COLUMNS: readonly OutcomeColumn[] = [
  { heading: '区分', value: (row) => (row.kind === 'referral_sent' ? '支援要請' : '就職') },
  { heading: '日付', value: (row) => row.date },
  { heading: '日付（和暦）', value: (row) => wareki(row.date) },
  { heading: '受付番号', value: (row) => row.number },
  { heading: '氏名', value: (row) => text(joinName(row.familyName, row.givenName)) },
  { heading: 'カナ', value: (row) => text(joinName(row.familyKana, row.givenKana)) },
  { heading: '生年月日', value: (row) => text(row.birthDate) },
  { heading: '生年月日（和暦）', value: (row) => wareki(row.birthDate) },
  { heading: '文書番号', value: (row) => text(row.documentNumber) },
  { heading: '相手・登録した窓口', locating: true, value: (row) => row.officeName },
  { heading: '支援要請の状態', value: (row, label) => (row.status === null ? '' : label('referral_status', row.status)) },
  { heading: '就職経路コード', value: (row) => text(row.route) },
  { heading: '就職経路', value: (row, label) => (row.route === null ? '' : label('route', row.route)) },
  { heading: '紹介日', value: (row) => text(row.introducedOn) },
  { heading: '把握日', value: (row) => text(row.confirmedOn) },
  { heading: '一般・パート', value: (row, label) => (row.hours === null ? '' : label('hours', row.hours)) },
  { heading: '正社員', value: (row) => (row.permanentEmployee === null ? '' : row.permanentEmployee ? 'はい' : 'いいえ') },
  { heading: '就職先', locating: true, value: (row) => text(row.employerName) },
  { heading: '職種', locating: true, value: (row) => text(row.occupation) },
];

/** A cell that a spreadsheet would run as a formula is told to be text. */
export function formulaSafe(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

export function outcomeCells(row: OutcomeRow, label: LabelOf): string[] {
  return OUTCOME_COLUMNS.map((column) => {
    const value = column.value(row, label);
    return formulaSafe(row.protected && column.locating && value !== '' ? WITHHELD : value);
  });
}
