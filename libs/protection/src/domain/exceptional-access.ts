import { conflict, type Decision, type FieldError, invalid, invalidField } from '@madoguchi/kernel';

/**
 * On what one may look without consent (個人情報の保護に関する法律69条): a law (1項), another public body's own duty (2項3号), the
 * person's clear benefit or a special reason (2項4号).
 */
export const EXCEPTIONAL_BASES = ['law', 'public_body', 'clear_benefit'] as const;
export type ExceptionalBasis = (typeof EXCEPTIONAL_BASES)[number];

/** What a holder has answered, and until when it lets look. */
export interface AnswerFacts {
  readonly decision: Decision | null;
  readonly validUntilAt: Date | null;
  readonly endedAt: Date | null;
}

/** To who asked: 照会中, 閲覧中, over, or nothing to be told (refused, unknown, several, unanswered: all alike). */
export type QuestionState = 'asked' | 'open' | 'over' | 'nothing';
/** To who is asked: unanswered in time or too late, let look, refused. */
export type AnswerState = 'waiting' | 'late' | 'open' | 'over' | 'refused';

/** @param answers only those that let look: who asks is shown no other. */
export function questionState(answers: readonly AnswerFacts[], answerUntilAt: Date, now: Date): QuestionState {
  if (answers.some((one) => lets(one, now))) return 'open';
  if (answers.length > 0) return 'over';
  return now < answerUntilAt ? 'asked' : 'nothing';
}

export function answerState(answer: AnswerFacts, answerUntilAt: Date, now: Date): AnswerState {
  switch (answer.decision) {
    case null:
      return now < answerUntilAt ? 'waiting' : 'late';
    case 'refused':
      return 'refused';
    case 'approved':
      return lets(answer, now) ? 'open' : 'over';
  }
}

/** Without the basic items nobody knows of whom the rest speaks. @throws DomainError `basic_required`. */
export function groupsToAsk(groups: readonly string[]): readonly string[] {
  if (!groups.includes('basic')) throw invalidField('itemGroups', 'basic_required', '基本（氏名など）を含めて選んでください。');
  return [...new Set(groups)];
}

/** Whom a question means, and who told it by telephone already. */
export interface Asking {
  readonly number: string | null;
  readonly askedName: string | null;
  readonly legalBasis: ExceptionalBasis;
  readonly toldBy: string | null;
  readonly toldAt: Date | null;
}

const TIME = /^([01]?\d|2[0-3]):?([0-5]\d)$/u;
const [HOUR_MS, MINUTE_MS, DAY_MS, TOKYO_MS] = [3_600_000, 60_000, 86_400_000, 9 * 3_600_000];

/**
 * The last time that it was so late in Tokyo: what was told by telephone is written down within the day.
 * @param time `23:10` or `2310`, in any width @throws DomainError `time`
 */
export function lastTime(time: string, now: Date): Date {
  const [, hours, minutes] = TIME.exec(time.normalize('NFKC').trim()) ?? [];
  if (hours === undefined || minutes === undefined) throw invalidField('toldTime', 'time', '時刻は 23:10 のように入力してください。');
  const inTokyo = now.getTime() + TOKYO_MS;
  const today = inTokyo - (inTokyo % DAY_MS) + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  return new Date((today > inTokyo ? today - DAY_MS : today) - TOKYO_MS);
}

/** @throws DomainError naming the field: `number_or_name`, `told_together`, `told_basis`. */
export function checkAsking({ number, askedName, legalBasis, toldBy, toldAt }: Asking): void {
  const faults: FieldError[] = [];
  if (number === null && askedName === null) faults.push({ field: 'askedName', code: 'number_or_name', message: '氏名カナか受付番号を入力してください。' });
  if (toldBy === null && toldAt !== null) faults.push({ field: 'toldBy', code: 'told_together', message: '電話で開示した人の氏名を入力してください。' });
  if (toldBy !== null && toldAt === null) faults.push({ field: 'toldTime', code: 'told_together', message: '電話で開示を受けた時刻を入力してください。' });
  if (toldBy !== null && legalBasis !== 'clear_benefit') faults.push({ field: 'legalBasis', code: 'told_basis', message: '電話での開示を登録できるのは、69条2項4号によるときだけです。' });
  if (faults.length > 0) throw invalid(faults);
}

/** @throws DomainError `already_decided`, `second_person`, `not_decider` or `too_late`. */
export function mayAnswer(
  answer: AnswerFacts & { readonly askedBy: string; readonly answerUntilAt: Date },
  actor: { readonly staffId: string; readonly decides: boolean },
  decision: Decision,
  now: Date,
): void {
  if (answer.decision !== null) throw conflict('already_decided', 'この照会はすでに回答されています。');
  if (answer.askedBy === actor.staffId) throw conflict('second_person', '照会した本人は回答できません。別の職員が回答してください。');
  if (!actor.decides) throw conflict('not_decider', '回答できるのは、係長・統括職業指導官と、指名された代理です。');
  if (decision === 'approved' && answer.answerUntilAt <= now) throw conflict('too_late', '回答の期限を過ぎているため、開示できません。');
}

/** @throws DomainError `not_in_force`. */
export function mayEnd(state: QuestionState): void {
  if (state !== 'open') throw conflict('not_in_force', 'この閲覧はすでに終わっています。');
}

function lets({ decision, validUntilAt, endedAt }: AnswerFacts, now: Date): boolean {
  return decision === 'approved' && endedAt === null && validUntilAt !== null && now < validUntilAt;
}
