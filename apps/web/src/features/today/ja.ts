/** The words of 今日の画面. */
export const ja = {
  title: '今日',
  mineByDue: '自分の担当（期限の近い順）',
  mineTable: '自分の担当で期限の近いもの',
  noneMine: '自分の担当で期限のあるものはありません。',
  counts: '件数',
  reminders: 'お知らせ',
  noReminders: '新しいお知らせはありません。',
  settleReminder: (kind: string, number: string): string => `お知らせ（${kind} ${number}）を片付ける`,
  settle: '片付ける',
  drafts: '下書き',
  noDrafts: '続きを書く下書きはありません。',
  goOnWithIntake: '新規受付の続きを書く',
  goOnWith: (what: string): string => `${what}の続きを書く`,
};
