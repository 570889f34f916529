import { addDays, isoDate, type IsoDate } from '@madoguchi/kernel';
import type { DueStatus } from '../components/status-tag';

/** Invented people, for looking at the components only. */
export interface SampleRow {
  readonly id: string;
  readonly status: DueStatus;
  readonly due: IsoDate;
  readonly name: string | null;
  readonly kana: string | null;
  readonly birthDate: IsoDate;
  readonly work: string;
  readonly other: string;
  readonly owner: string;
  readonly number: string;
}

const FAMILY = [['佐藤', 'サトウ'], ['鈴木', 'スズキ'], ['髙橋', 'タカハシ'], ['田中', 'タナカ'], ['渡邉', 'ワタナベ'], ['𠮷田', 'ヨシダ']] as const;
const GIVEN = [['花子', 'ハナコ'], ['健太', 'ケンタ'], ['さくら', 'サクラ'], ['誠', 'マコト'], ['美咲', 'ミサキ']] as const;
const STATUS: readonly DueStatus[] = ['overdue', 'overdue', 'overdue', 'today', 'today', 'week', 'week', 'week', 'waiting', 'later', 'none'];
const WORK = ['支援要請の回答', '定着確認（1か月）', 'プランの見直し', '同意の期限', '次回の面談'] as const;
const OWNERS = ['田村', '小野寺', '平井'] as const;

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const SAMPLE_ROWS: readonly SampleRow[] = Array.from({ length: 24 }, (_, index) => {
  const [family, familyKana] = at(FAMILY, index);
  const [given, givenKana] = at(GIVEN, index);
  const hidden = index === 7;
  return {
    id: `row-${index}`,
    status: STATUS[Math.floor(index / 2)] ?? 'none',
    due: addDays(isoDate('2026-11-10'), index),
    name: hidden ? null : `${family}　${given}`,
    kana: hidden ? null : `${familyKana}　${givenKana}`,
    birthDate: addDays(isoDate('1962-01-10'), index * 397),
    work: at(WORK, index),
    other: index % 3 === 1 ? '—' : 'ハローワーク',
    owner: at(OWNERS, index),
    number: `R08-${String(1042 + index * 7).padStart(5, '0')}`,
  };
});
