import type { ApiSession } from '../../support/api-session';
import { markOfReading, READINGS, type SharedPerson, WRITTEN_BY_CITY, WRITTEN_BY_HELLO_WORK } from './race-people';

export type Party = 'city' | 'helloWork';

/** Looks at one person. */
export const PERSON_LOOKS: readonly { readonly name: string; readonly ask: (session: ApiSession, person: SharedPerson) => Promise<string> }[] = [
  { name: 'client page', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}`) },
  { name: 'search', ask: (s, p) => textOf(s, 'POST', '/clients/search', { text: p.kana }) },
  { name: 'referral', ask: (s, p) => textOf(s, 'GET', `/referrals/${p.referralId}`) },
  { name: 'referrals of a person', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/referrals`) },
  { name: 'consultations', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/consultations`) },
  { name: 'placements', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/placements`) },
  { name: 'support plans', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/support-plans`) },
  { name: 'job search', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/job-search`) },
  { name: 'consents', ask: (s, p) => textOf(s, 'GET', `/clients/${p.id}/consents`) },
];

/** Looks at many persons at once. */
export function listLooks(planId: string): readonly { readonly name: string; readonly ask: (session: ApiSession) => Promise<string> }[] {
  return [
    { name: 'search for many', ask: (s) => textOf(s, 'POST', '/clients/search', { text: 'シルシ' }) },
    { name: 'received referrals', ask: (s) => textOf(s, 'GET', '/referrals?box=received&state=all') },
    { name: 'sent referrals', ask: (s) => textOf(s, 'GET', '/referrals?box=sent&state=all') },
    { name: 'follow-ups', ask: (s) => textOf(s, 'GET', '/follow-ups?view=office') },
    { name: 'today', ask: (s) => textOf(s, 'GET', '/today') },
    { name: 'figure records', ask: (s) => textOf(s, 'GET', `/annual-plans/${planId}/figures/6-1/1/records`) },
  ];
}

/** The body as it came, whatever the status: an error must not hold anything either. */
export async function textOf(session: ApiSession, method: string, path: string, body?: object): Promise<string> {
  const response = await fetch(`${session.baseUrl}/api${path}`, {
    method,
    headers: { cookie: session.cookie, 'x-assignment': session.assignment, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return response.text();
}

/** Holds every answer against the moments at which withdrawals were acknowledged. */
export class RaceJudge {
  private readonly acknowledged = new Map<string, number>();
  readonly wrong: string[] = [];
  /** Answers by kind and party that held the other party's data while that was right: proof that the look can see it. */
  readonly seen = new Map<string, number>();
  answers = 0;
  /** Answers that began after the acknowledgement of a withdrawal of a person whom they were about. */
  judged = 0;

  acknowledge(mark: string, at: number): void {
    this.acknowledged.set(mark, at);
  }

  async look(kind: string, party: Party, ask: () => Promise<string>, about?: string): Promise<void> {
    const began = performance.now();
    const text = await ask();
    this.judge(kind, party, began, text, about);
  }

  judge(kind: string, party: Party, began: number, text: string, about?: string): void {
    this.answers += 1;
    if (about === undefined || (this.acknowledged.get(about) ?? Infinity) < began) this.judged += 1;
    for (const mark of marksOfOther(party, text)) {
      const acknowledged = this.acknowledged.get(mark);
      if (acknowledged === undefined || began <= acknowledged) this.seen.set(`${party}: ${kind}`, (this.seen.get(`${party}: ${kind}`) ?? 0) + 1);
      else this.wrong.push(`${party}: ${kind} held ${mark}, begun ${(began - acknowledged).toFixed(1)} ms after the acknowledgement`);
    }
  }
}

/** Whose data of the other party a text holds. */
function marksOfOther(party: Party, text: string): ReadonlySet<string> {
  if (party === 'city') return new Set([...text.matchAll(WRITTEN_BY_HELLO_WORK)].map((one) => one[1] ?? ''));
  return new Set([...[...text.matchAll(WRITTEN_BY_CITY)].map((one) => one[1] ?? ''), ...[...text.matchAll(READINGS)].map((one) => markOfReading(one[1] ?? ''))]);
}
