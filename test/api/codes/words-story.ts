import type { ApiSession } from '../../support/api-session';
import { ok } from '../../support/looks';
import { HELLO_WORK, STANDARD_FORM } from '../../world/facts';
import type { Person, Saved, World } from '../../world/world';

const KANA: Readonly<Record<string, string>> = { 61: 'アキヤマ', 62: 'イトウ', 63: 'ウエノ', 71: 'カジワラ', 72: 'サエグサ', 73: 'タチバナ' };
const kanaOf = (number: string): string => KANA[number] ?? '';

/** The day of every record in the story. */
export const DAY = '2026-11-20';

export interface Desks {
  readonly cw: ApiSession;
  readonly navi: ApiSession;
  readonly world: World;
}

/** How one command that takes words is sent: `word` gives a code of a list. */
export type Say = <T = Saved>(by: ApiSession, path: string, body: (word: (kind: string) => string) => object) => Promise<T>;

export interface Told {
  readonly people: readonly Person[];
}

/**
 * One use of every list whose words are written by a command. `tag` keeps the people of two tellings apart; the time at
 * which a placement is looked after (`milestone`) is a setting and is only looked up.
 */
export async function tellWithWords({ cw, navi, world }: Desks, say: Say, tag: string, milestone: string): Promise<Told> {
  const register = (name: string, number: string): Promise<Person> =>
    say<Person>(cw, '/clients', (word) => ({
      familyName: `${name}${tag}`, givenName: name, familyKana: kanaOf(number), givenKana: kanaOf(number), birthDate: `19${number}-04-01`, sex: word('sex'), programme: word('programme'),
      welfareStatus: word('welfare_status'), chiefComplaint: '仕事を探している', openedOn: DAY, caseNumber: `ケース${tag}${number}`, relation: word('relation'), householdType: word('household_type'),
    }));
  const consent = (person: Person): Promise<Saved> =>
    say(cw, `/clients/${person.id}/consents`, (word) => {
      const method = word('consent_method');
      // Whatever a town's own way of consenting is, somebody signed or somebody was there.
      return { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: DAY, method, ...(method === 'written' ? {} : { witness: '立会　一郎' }) };
    });
  // Who is registered as a job seeker stays with Hello Work, and can be given what it replied.
  const takenUp = async (person: Person, number: string): Promise<Saved> => {
    const taken = await world.move(await world.sentRequest(person), 'take');
    await say(navi, `/clients/${person.id}/registrations`, (word) => ({ caseId: person.caseId, registrationNumber: `35010-000000${number}`, registeredOn: DAY, firstEver: 'no', wish: word('wish') }));
    return taken;
  };
  const letters = tag === '一' ? ['61', '62', '63'] : ['71', '72', '73'];
  const returned = await register('差戻', letters[0] ?? '');
  await consent(returned);
  const first = await takenUp(returned, letters[0] ?? '');
  await say(navi, `/referrals/${first.id}/return`, (word) => ({ version: first.version, reason: word('referral_return_reason') }));
  const measure = await ok<Saved>(cw.post(`/clients/${returned.id}/protection`, { kind: 'local', startedOn: DAY }));
  await say(cw, `/protection/${measure.id}/adversaries`, (word) => ({ name: '相手', relation: word('adversary_relation') }));

  const declined = await register('不可', letters[1] ?? '');
  await consent(declined);
  const second = await takenUp(declined, letters[1] ?? '');
  await say(navi, `/referrals/${second.id}/decline`, (word) => ({ version: second.version, declinedBy: word('referral_declined_by') }));
  await say(cw, `/clients/${declined.id}/case/close`, (word) => ({ caseId: declined.caseId, version: 1, closedOn: DAY, reason: word('closing_reason') }));

  const accepted = await register('受理', letters[2] ?? '');
  await consent(accepted);
  await world.move(await takenUp(accepted, letters[2] ?? ''), 'accept');
  await workFor(accepted, navi, say, milestone);
  return { people: [returned, declined, accepted] };
}

async function workFor(person: Person, navi: ApiSession, say: Say, milestone: string): Promise<void> {
  const of = `/clients/${person.id}`;
  await say(navi, `${of}/support-plans`, (word) => ({
    caseId: person.caseId, longTermGoal: '働き続ける', periodFrom: DAY, periodUntil: '2027-05-19', reviewOn: '2027-02-20', members: [],
    goals: [{ goal: '面接', owner: word('owner'), dueOn: '2027-01-20' }], menus: [{ menu: word('support_plan_menu'), owner: word('owner'), periodFrom: DAY, periodUntil: '2027-05-19' }],
  }));
  await say(navi, `${of}/consultations`, (word) => ({ caseId: person.caseId, occurredOn: DAY, mode: word('consultation_mode'), attended: false, absenceReason: word('absence_reason'), content: '来なかった。' }));
  const placement = (employerName: string): Promise<Saved> =>
    say(navi, `${of}/placements`, (word) => ({
      caseId: person.caseId, introducedOn: DAY, hiredOn: DAY, route: word('route'), term: word('term'), hours: word('hours'), permanentEmployee: false, dispatched: false, employerName, occupation: '販売',
    }));
  const wrong = await placement('誤った商店');
  await say(navi, `/placements/${wrong.id}/cancel`, (word) => ({ version: wrong.version, reason: word('placement_cancelled_reason') }));
  const right = await placement('試験商店');
  await ok(navi.post(`/placements/${right.id}/confirm`, { version: right.version, confirmedOn: DAY }));
  const { placements } = await ok<{ placements: { id: string; checks: { id: string; milestone: string; version: number }[] }[] }>(navi.get(`${of}/placements`));
  const check = placements.find((one) => one.id === right.id)?.checks.find((one) => one.milestone === milestone);
  if (check === undefined) throw new Error(`Nothing is due at ${milestone}`);
  await say(navi, `/retention-checks/${check.id}/record`, (word) => ({
    version: check.version, attemptedOn: DAY, reached: true, askedWhom: word('retention_asked_whom'), outcome: 'left', leftOn: DAY, separationReason: word('separation_reason'),
  }));
}

/** The person asks for the own records: what the copies say, and the words that the review itself takes. */
export async function copiesFor(by: ApiSession, person: Person, say: Say): Promise<string> {
  const asked = await say(by, `/clients/${person.id}/disclosure-requests`, (word) => ({
    requestedOn: DAY, requesterKind: 'guardian', requesterName: '代理　人', identityCheck: word('identity_check'), authorityCheck: word('authority_check'), askedFor: '記録のすべて',
  }));
  await ok(by.post(`/disclosure-requests/${asked.id}/begin-review`, { version: asked.version }));
  const { items } = await ok<{ items: { id: string; version: number; own: boolean; mark: string | null; title: string; body: string | null }[] }>(by.get(`/disclosure-requests/${asked.id}`));
  const free = items.find((one) => one.own && one.mark === null);
  if (free !== undefined) await say(by, `/disclosure-items/${free.id}/mark`, (word) => ({ version: free.version, mark: 'withhold', reason: word('withhold_reason') }));
  return items.map((one) => `${one.title}\n${one.body ?? ''}`).join('\n');
}

