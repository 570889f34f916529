import { randomUUID } from 'node:crypto';
import { CODES as CODE_ROWS } from '../../../migrations/reference/codes';
import { assignmentId, type DemoOfficeKey, OFFICES, STAFF, staffId } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import type { TestApp } from '../../support/app';
import { STANDARD_FORM } from '../../world/facts';
import { expectOk, Walk } from '../../world/over-http';

/** What stands in records that only one office may see. */
export const MARKS: readonly { readonly office: DemoOfficeKey; readonly texts: readonly string[] }[] = [
  { office: 'welfare', texts: ['秘甲', 'ヒソカコウ'] },
  { office: 'selfReliance', texts: ['秘乙', 'ヒソカオツ'] },
  { office: 'helloWork', texts: ['秘丙'] },
];

export interface FuzzActor {
  readonly login: string;
  readonly office: DemoOfficeKey | undefined;
  readonly role: string;
  readonly session: ApiSession | undefined;
  /** Ids that the office may use, and ids of others. */
  readonly ids: readonly string[];
  /** Ids by the collection in whose addresses they stand, or by the field that names one. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

const ACTORS = ['uketsuke', 'cw1', 'kakaricho', 'soudan', 'navi1', 'toukatsu', 'keikaku', 'kanri', 'kansa'] as const;

export const CODES: readonly string[] = [...new Set(CODE_ROWS.map(([, code]) => code))];

/** Persons of every kind, and one account of every role that is going to send anything at all. */
export async function arrange(t: TestApp): Promise<{ readonly actors: readonly FuzzActor[]; readonly planId: string }> {
  const { current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  const sessions = new Map<string, ApiSession>();
  for (const login of [...ACTORS, 'soudan-shunin']) sessions.set(login, await t.signIn(login));
  const session = (login: string): ApiSession => sessions.get(login) as ApiSession;

  const walk = new Walk(session('cw1'), session('kakaricho'), session('navi1'));
  const elsewhere = new Walk(session('soudan'), session('soudan-shunin'), session('navi1'));
  const closed = await walk.register({ familyName: '秘甲', familyKana: 'ヒソカコウ', chiefComplaint: '秘甲の相談', address: '秘甲町', birthDate: '1970-01-02' });
  const other = await elsewhere.register({ familyName: '秘乙', familyKana: 'ヒソカオツ', chiefComplaint: '秘乙の相談', programme: 'self_reliance', welfareStatus: 'self_reliance', birthDate: '1971-01-02' });
  const ended = await walk.toAcceptance({ familyName: '秘甲', familyKana: 'ヒソカコウ', birthDate: '1972-01-02', givenKana: 'オワリ' });
  expectOk(await session('navi1').post(`/clients/${ended.client.id}/consultations`, { caseId: ended.client.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '秘丙と話した' }));
  await walk.placement(ended.client, { employerName: '秘丙商店' });
  expectOk(await session('cw1').post(`/consents/${ended.consent.id}/withdraw`, { version: ended.consent.version, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));

  const own = await walk.register({ familyName: '自分', familyKana: 'ジブン', birthDate: '1973-01-02' });
  const consent = await walk.consent(own.id);
  const shared = await walk.toAcceptance({ familyName: '共有', familyKana: 'キョウユウ', birthDate: '1974-01-02' });
  await walk.registration(shared.client, '35010-00000009');
  const introduction = await walk.introduction(shared.client);
  const placement = await walk.placement(shared.client, { introductionId: introduction.id });
  const soudans = await elsewhere.register({ familyName: '窓口', familyKana: 'マドグチ', programme: 'self_reliance', welfareStatus: 'self_reliance', birthDate: '1975-01-02' });

  const common = [OFFICES.helloWork.id, OFFICES.welfare.id, STANDARD_FORM, staffId('cw1'), staffId('navi1'), assignmentId('navi1'), planId, randomUUID(), '00000000-0000-0000-0000-000000000000'];
  const both = [shared.client.id, shared.client.caseId, shared.consent.id, shared.referral.id, introduction.id, placement.id];
  const foreign = { closed: [closed.id, closed.caseId, ended.client.id, ended.client.caseId, ended.referral.id, ended.consent.id], other: [other.id, other.caseId] };
  const idsOf: Readonly<Partial<Record<DemoOfficeKey, readonly string[]>>> = {
    // The welfare office might share its own closed person again, and would be right to.
    welfare: [...both, ...both, own.id, own.caseId, consent.id, ...foreign.other],
    helloWork: [...both, ...both, ...foreign.closed, ...foreign.other],
    selfReliance: [soudans.id, soudans.caseId, ...foreign.closed, ...both],
  };
  const everything = [...both, ...foreign.closed, ...foreign.other, own.id, soudans.id];
  const known = {
    clients: [shared.client.id, shared.client.id, own.id, soudans.id, ended.client.id, other.id],
    caseId: [shared.client.caseId, own.caseId, soudans.caseId],
    consents: [consent.id, shared.consent.id, ended.consent.id],
    referrals: [shared.referral.id, ended.referral.id],
    introductions: [introduction.id],
    placements: [placement.id],
    plans: [planId],
    recipientOfficeId: [OFFICES.helloWork.id],
    formId: [STANDARD_FORM],
    staffId: [staffId('cw1'), staffId('navi1')],
  };
  const actors = ACTORS.map((login): FuzzActor => {
    const { office, role } = STAFF.find((one) => one.login === login) ?? { office: undefined, role: '' };
    return { login, office, role, session: session(login), ids: [...((office && idsOf[office]) ?? everything), ...common], known };
  });
  return { planId, actors: [...actors, { login: 'nobody', office: undefined, role: '', session: undefined, ids: [...everything, ...common], known }] };
}

/** Marks of other offices in an answer. */
export function strangersIn(text: string, office: DemoOfficeKey | undefined): readonly string[] {
  return MARKS.filter((mark) => mark.office !== office).flatMap((mark) => mark.texts.filter((one) => text.includes(one)));
}
