import { coded, day, decimal, flag, idOf, ifGiven, optional, record, recordedAs, state, text, without } from '@madoguchi/kernel';

export const PLACEMENT_STATUSES = ['recorded', 'confirmed', 'cancelled'] as const;

/** 就職. */
export const PLACEMENT = record('placement', { title: '就職', group: 'placement', dated: 'hiredOn', locates: true }, {
  /** The own office's 職業紹介 that it came from. */
  introductionId: optional(idOf('もとの職業紹介', 'technical')),
  /** May lie ahead while the placement is only recorded. */
  hiredOn: day('就職日', 'domain'),
  introducedOn: optional(day('紹介日', 'domain')),
  /** Who brought person and job together. Which routes count is each target line's own definition. */
  route: coded('就職経路', 'route', 'domain'),
  weeklyHours: optional(decimal('週所定時間', 'domain', 0.5, 60)),
  employerName: recordedAs('placementEmployerName', text('就職先', 'sensitive', { max: 100 })),
  occupation: text('職種', 'sensitive', { max: 100 }),
  /** 常用 (no term, or four months and more), 臨時 (one to four months), 日雇 (under one month), 季節 … */
  term: coded('期間の定め', 'term', 'domain'),
  /** パート: shorter weekly hours than the regular worker's. */
  hours: coded('一般・パート', 'hours', 'domain'),
  /** By the employer's name for it. */
  permanentEmployee: flag('正社員', 'domain'),
  dispatched: flag('派遣', 'domain'),
  status: recordedAs('placementStatus', state('就職の状態', 'placement_status', PLACEMENT_STATUSES, 'domain')),
  confirmedOn: optional(day('確認日', 'domain')),
  confirmedBy: optional(idOf('確認者', 'domain')),
  cancelledReason: optional(coded('取消の理由', 'placement_cancelled_reason', 'domain')),
});

/** What is read of a placement; who confirmed it is read by name. */
export const PLACEMENT_SHOWN = without(PLACEMENT, ['confirmedBy']);
/** A placement as it is heard of; that it is so is confirmed later. */
export const PLACEMENT_ENTRY = without(PLACEMENT, ['status', 'confirmedOn', 'confirmedBy', 'cancelledReason']);

export const OUTCOMES = ['employed', 'left', 'unknown'] as const;

const CHECKED = { title: '定着確認', group: 'placement', dated: 'attemptedOn', locates: true } as const;

/** One attempt to learn whether the person still works there. */
export const ATTEMPT = record('retention_check', CHECKED, {
  attemptedOn: day('連絡した日', 'domain'),
  reached: flag('連絡がついたか', 'domain'),
  askedWhom: coded('確認先', 'retention_asked_whom', 'domain'),
  outcome: recordedAs('retentionOutcome', state('結果', 'retention_outcome', OUTCOMES, 'domain')),
  note: recordedAs('retentionNote', optional(text('記事', 'sensitive', { max: 1000, rows: 2 }))),
});

/** 定着確認: due, and later attempted. */
export const RETENTION_CHECK = record('retention_check', CHECKED, {
  milestone: coded('時期', 'retention_milestone', 'domain'),
  dueOn: recordedAs('retentionDueOn', day('予定日', 'domain')),
  ...ifGiven(ATTEMPT).fields,
});

/** 離職. */
export const SEPARATION = record('job_separation', { title: '離職', group: 'placement', dated: 'leftOn', locates: true }, {
  leftOn: recordedAs('jobLeftOn', day('離職日', 'domain')),
  reason: recordedAs('separationReason', coded('離職理由', 'separation_reason', 'domain')),
  note: recordedAs('separationNote', optional(text('記事', 'sensitive', { max: 1000, rows: 2 }))),
});

const { leftOn, reason: separationReason } = SEPARATION.fields;
/** What a check asks where the person has left; beside an attempt the reason alone would not say of what. */
export const SEPARATION_ENTRY = record('job_separation', { title: '離職', group: null }, { leftOn, separationReason });

/** Every record of the room, each as its table holds it. */
export const RECORDS = [PLACEMENT, RETENTION_CHECK, SEPARATION] as const;
