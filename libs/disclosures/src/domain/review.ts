import { charactersOf, conflict, invalidField, searchKey } from '@madoguchi/kernel';
import type { RequesterKind } from './disclosure-request';

export const MARKS = ['disclose', 'partial', 'withhold'] as const;
export type Mark = (typeof MARKS)[number];

export const ANSWERS = ['no_objection', 'objects', 'transferred'] as const;
export type Answer = (typeof ANSWERS)[number];

/** 存否応答拒否 (81条) is decided apart; the others follow from the marks. */
export type Outcome = Mark | 'refuse_existence';

/** 78条1項1号: the reason by which what locates a protected person is withheld from a proxy. */
export const FORCED_REASON = 'life_health';
const BLACK = '■';

/** Characters from (inclusive) until (exclusive), as people count them. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

export interface Marked {
  readonly mark: Mark;
  readonly reason: string | null;
  readonly ranges: readonly Range[];
  readonly output: string | null;
}

export interface ItemFacts {
  readonly own: boolean;
  readonly mark: Mark | null;
  readonly markedBy: string | null;
  readonly answer: Answer | null;
}

/** Every character inside a range becomes ■: what stood there is in the result in no form but its count. */
export function blackOut(text: string, ranges: readonly Range[]): string {
  return charactersOf(text)
    .map((character, index) => (ranges.some(({ from, until }) => from <= index && index < until) ? BLACK : character))
    .join('');
}

/** In order, without overlaps. @throws DomainError `range` for one that is empty or leaves the text. */
export function orderRanges(text: string, ranges: readonly Range[]): readonly Range[] {
  const { length } = charactersOf(text);
  const ordered: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    if (range.from < 0 || range.until <= range.from || range.until > length) throw invalidField('ranges', 'range', '黒塗りの範囲が文章の外にあります。選び直してください。');
    const last = ordered.at(-1);
    if (last !== undefined && range.from <= last.until) ordered[ordered.length - 1] = { from: last.from, until: Math.max(last.until, range.until) };
    else ordered.push(range);
  }
  return ordered;
}

/** @throws DomainError `must_withhold`, `reason_required`, `reason_not_expected`, `ranges_required`, `range`. */
export function markItem(
  item: { readonly body: string; readonly forced: boolean },
  given: { readonly mark: Mark; readonly reason?: string | undefined; readonly ranges?: readonly Range[] | undefined },
): Marked {
  if (item.forced) throw conflict('must_withhold', 'この項目は、78条1項1号により不開示としてあり、変更できません。');
  if (given.mark === 'disclose') {
    if (given.reason !== undefined) throw invalidField('reason', 'reason_not_expected', '開示する項目では、理由を空にしてください。');
    return { mark: 'disclose', reason: null, ranges: [], output: null };
  }
  if (given.reason === undefined) throw invalidField('reason', 'reason_required', '開示しない理由を選んでください。');
  if (given.mark === 'withhold') return { mark: 'withhold', reason: given.reason, ranges: [], output: null };
  const ranges = orderRanges(item.body, given.ranges ?? []);
  if (ranges.length === 0) throw invalidField('ranges', 'ranges_required', '黒塗りにする文字を選んでください。');
  return { mark: 'partial', reason: given.reason, ranges, output: blackOut(item.body, ranges) };
}

/** 法定代理人・任意代理人: what locates a protected person is never disclosed to a proxy. */
export function isForced(item: { readonly own: boolean; readonly itemGroup: string }, requester: RequesterKind, guarded: boolean, locating: ReadonlySet<string>): boolean {
  return item.own && requester !== 'self' && guarded && locating.has(item.itemGroup);
}

/** Names as people take them for the same: variants, spaces and width do not count. */
export function isNamed(name: string, names: readonly string[]): boolean {
  const key = searchKey(name);
  return names.some((one) => searchKey(one) === key);
}

/** @throws DomainError `not_marked` or `not_answered`. */
export function outcomeOf(items: readonly ItemFacts[]): Mark {
  const own = items.filter((item) => item.own);
  if (own.some((item) => item.mark === null)) throw conflict('not_marked', 'まだ開示・不開示を決めていない項目があります。');
  if (items.some((item) => !item.own && item.answer === null)) throw conflict('not_answered', '他の機関から受けた情報について、協議の回答がまだありません。');
  if (own.every((item) => item.mark === 'withhold')) return 'withhold';
  return own.every((item) => item.mark === 'disclose') ? 'disclose' : 'partial';
}

/** @throws DomainError `not_decider`, `second_person`. */
export function mustBeSecond(review: { readonly begunBy: string | null; readonly items: readonly ItemFacts[] }, actor: { readonly staffId: string; readonly supervises: boolean }): void {
  if (!actor.supervises) throw conflict('not_decider', '決定できるのは、係長・統括職業指導官です。');
  if (review.begunBy === actor.staffId || review.items.some((item) => item.markedBy === actor.staffId)) {
    throw conflict('second_person', '審査した本人は決定できません。別の係長・統括職業指導官が決定してください。');
  }
}

/** The other side of a measure is given nothing; why is not said here. @throws DomainError `may_not_disclose`. */
export function mustRefuse(outcome: Outcome, adversary: boolean): void {
  if (adversary && (outcome === 'disclose' || outcome === 'partial')) {
    throw conflict('may_not_disclose', 'この請求は、開示・部分開示として決定できません。すべて不開示とするか、存否応答拒否としてください。');
  }
}
