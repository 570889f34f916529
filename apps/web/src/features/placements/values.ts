import { type DateEntry, EMPTY_DATE, readDate, today, todayEntry } from '../../lib/dates';
import type { FieldError } from '../../lib/problem';
import type { Introduction } from '../job-search/api/job-search';
import type { RecordPlacement } from './api/placements';

export interface PlacementValues {
  readonly introductionId: string;
  readonly introducedOn: DateEntry;
  readonly hiredOn: DateEntry;
  readonly route: string;
  readonly term: string;
  readonly hours: string;
  readonly permanentEmployee: boolean;
  readonly dispatched: boolean;
  readonly weeklyHours: string;
  readonly employerName: string;
  readonly occupation: string;
}

/** From the newest 採用, where the office has one; it came by the own office's introduction. */
export function freshPlacement(hired: Introduction | undefined, ownIntroduction: string): PlacementValues {
  return {
    introductionId: hired?.id ?? '',
    introducedOn: hired === undefined ? EMPTY_DATE : readDate(hired.introducedOn, today(), false),
    hiredOn: todayEntry(),
    route: hired === undefined ? '' : ownIntroduction,
    term: '',
    hours: '',
    permanentEmployee: false,
    dispatched: false,
    weeklyHours: '',
    employerName: hired?.employerName ?? '',
    occupation: hired?.occupation ?? '',
  };
}

/** Half-width digits and a decimal point, as typed in either width. */
const hoursOf = (text: string): number => Number(text.normalize('NFKC').trim());

export function checkPlacement(values: PlacementValues): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.hiredOn.date === null, 'hiredOn', values.hiredOn.problem ?? '就職日を入力してください。'],
    [values.route === '', 'route', '就職経路を選んでください。'],
    [values.introducedOn.text !== '' && values.introducedOn.date === null, 'introducedOn', values.introducedOn.problem ?? '紹介日を確かめてください。'],
    [values.term === '', 'term', '期間の定めを選んでください。'],
    [values.hours === '', 'hours', '一般・パートを選んでください。'],
    [values.weeklyHours.trim() !== '' && !Number.isFinite(hoursOf(values.weeklyHours)), 'weeklyHours', '週所定時間は数字で入力してください。'],
    [values.employerName.trim() === '', 'employerName', '就職先を入力してください。'],
    [values.occupation.trim() === '', 'occupation', '職種を入力してください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

export function placementBody(values: PlacementValues, caseId: string | undefined): RecordPlacement {
  return {
    ...(caseId === undefined ? {} : { caseId }),
    ...(values.introductionId === '' ? {} : { introductionId: values.introductionId }),
    ...(values.introducedOn.date === null ? {} : { introducedOn: values.introducedOn.date }),
    hiredOn: values.hiredOn.date ?? '',
    route: values.route,
    term: values.term,
    hours: values.hours,
    permanentEmployee: values.permanentEmployee,
    dispatched: values.dispatched,
    ...(values.weeklyHours.trim() === '' ? {} : { weeklyHours: hoursOf(values.weeklyHours) }),
    employerName: values.employerName,
    occupation: values.occupation,
  };
}
