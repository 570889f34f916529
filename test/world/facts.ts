import { createHash } from 'node:crypto';
import type { ConsentScope } from '@madoguchi/consents';
import { addDays, isoDate, type IsoDate } from '@madoguchi/kernel';
import { OFFICES } from '../../apps/cli/src/demo/organisations';

/** What an ordinary person, request and job are made of, for the world's verbs and for tests that send it over HTTP. */

export const STANDARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001';
export const NARROW_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0002';
export const ONWARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0003';

export const HELLO_WORK: string = OFFICES.helloWork.id;
/** A third organisation, to which nothing is shared unless a test says so. */
export const THIRD: string = OFFICES.contractor.id;

export const CASEWORKER = 'cw1';
export const SUPERVISOR = 'kakaricho';
export const NAVIGATOR = 'navi1';
export const CHIEF = 'toukatsu';

export interface PersonFacts {
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana: string;
  readonly givenKana: string;
  readonly birthDate: IsoDate;
  readonly sex: string;
  readonly programme: string;
  readonly welfareStatus: string;
  readonly chiefComplaint: string;
}

/** Somebody whom nobody takes for another one of these: the n-th has a reading and a day of birth of their own. */
export function personFacts(n: number): PersonFacts {
  return {
    familyName: '青木',
    givenName: '太郎',
    ...reading(n),
    birthDate: addDays(isoDate('1950-01-01'), n * 7),
    sex: 'male',
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: '仕事を探している',
  };
}

const KANA = 'アイウエオカキクケコサシスセソタ';

function reading(n: number): { readonly familyKana: string; readonly givenKana: string } {
  const digits = createHash('sha256').update(`reading ${n}`).digest('hex').slice(0, 16);
  const kana = [...digits].map((digit) => KANA.charAt(Number.parseInt(digit, 16))).join('');
  return { familyKana: kana.slice(0, 8), givenKana: kana.slice(8) };
}

export const PARTS: readonly { readonly itemGroup: string; readonly body: string }[] = [
  { itemGroup: 'basic', body: '42歳、単身' },
  { itemGroup: 'work_history', body: '倉庫内作業 5年' },
];

/** A job that was found through the own office. */
export const JOB = {
  route: 'own_office',
  term: 'regular',
  hours: 'full_time',
  permanentEmployee: true,
  dispatched: false,
  weeklyHours: 38.5,
  employerName: '湊町食品株式会社',
  occupation: '一般事務',
} as const;

/** All that goes to the recipient, and these groups alone of what comes back to the city. */
export function lettingBack(...fromRecipient: readonly string[]): { readonly scopes: readonly ConsentScope[] } {
  const ways = [...TO_RECIPIENT.map((itemGroup) => ({ direction: 'to_recipient', itemGroup }) as const), ...fromRecipient.map((itemGroup) => ({ direction: 'from_recipient', itemGroup }) as const)];
  return { scopes: ways.flatMap((way) => (['support', 'report'] as const).map((purpose) => ({ ...way, purpose }))) };
}

const TO_RECIPIENT = ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'plan', 'placement'] as const;
