import { Controller, Get, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { type NestContainer } from '@nestjs/core';
import { ROUTE_RULE, type RouteRule } from '@madoguchi/platform';
import { OFFICES, STAFF } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas, Walk } from '../../world/over-http';
import { purposeOf, READERS, type RouteDeclaration, ROUTES, type Situation, type SituationDeclaration, SITUATIONS, type Subject } from './declaration';

// Real: every route of the composed application over HTTP, as every role, in every situation of a person.
type Ids = Readonly<Record<NonNullable<RouteDeclaration['id']> | 'case', string>>;

/** One account of every role, and a second office of the city. */
const ACTORS = ['uketsuke', 'cw1', 'shuro', 'kakaricho', 'soudan', 'navi1', 'toukatsu', 'keikaku', 'kanri', 'kansa'] as const;
const NOWHERE = '00000000-0000-4000-8000-000000000000';

let t: TestApp;
const sessions = new Map<string, ApiSession>();
const ids = new Map<Situation, Ids>();
const session = (login: string): ApiSession => sessions.get(login) as ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  const { current } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  for (const login of ACTORS) sessions.set(login, await t.signIn(login));
  const walk = new Walk(session('cw1'), session('kakaricho'), session('navi1'));
  const base = { person: NOWHERE, case: NOWHERE, referral: NOWHERE, consent: NOWHERE, plan: NOWHERE, appointment: NOWHERE, introduction: NOWHERE, placement: NOWHERE, check: NOWHERE, protection: NOWHERE, release: NOWHERE, request: NOWHERE, item: NOWHERE, missing: NOWHERE, annualPlan: current };

  for (const [situation, make] of Object.entries(MAKE)) ids.set(situation as Situation, { ...base, ...(await make(walk)) });

  // The consent of `expired` ends with the day; sessions of yesterday are renewed.
  t.clock.set('2026-11-21T01:00:00Z');
  for (const login of ACTORS) sessions.set(login, await t.signIn(login));
}, 60_000);
afterAll(() => t.stop());

const of = (client: { readonly id: string; readonly caseId: string }): Partial<Ids> => ({ person: client.id, case: client.caseId });

/** How the product comes to each situation. All of them live side by side in one town. */
const MAKE: Readonly<Record<Situation, (walk: Walk) => Promise<Partial<Ids>>>> = {
  own: async (walk) => of(await walk.register({ familyKana: 'ジブン' })),
  shared: (walk) => shared(walk, 'キョウ', true, 1),
  withdrawn_written: (walk) => withdrawn(walk, 'テツア', true, 2),
  withdrawn_unwritten: (walk) => withdrawn(walk, 'テツブ', false, 3),
  expired: async (walk) => {
    const client = await walk.register({ familyKana: 'キレタ' });
    const consent = await walk.consent(client.id, { lastDay: '2026-11-20' });
    return { ...of(client), consent: consent.id, referral: (await walk.refer(client)).id };
  },
  protected: async (walk) => {
    const made = await shared(walk, 'ヒトク', true, 4);
    const cw = session('cw1');
    const protection = expectOk(await cw.post<{ id: string }>(`/clients/${made.person}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    const wish = { recipientOfficeId: OFFICES.helloWork.id, itemGroups: ['contact'], reason: '連絡', lastsDays: 1 };
    const release = expectOk(await cw.post<{ id: string }>(`/clients/${made.person}/protection-releases`, wish));
    const asked = expectOk(
      await cw.post<{ id: string }>(`/clients/${made.person}/disclosure-requests`, {
        requestedOn: '2026-11-20', requesterKind: 'self', requesterName: '本人', identityCheck: 'photo_id', askedFor: 'すべて',
      }),
    );
    expectOk(await cw.post(`/disclosure-requests/${asked.id}/begin-review`, { version: 1 }));
    const item = expectOk(await cw.get<Schemas['OpenedRequestDto']>(`/disclosure-requests/${asked.id}`)).items[0]?.id ?? NOWHERE;
    return { ...made, protection: protection.id, release: release.id, request: asked.id, item };
  },
  other_office: async () => {
    const elsewhere = new Walk(session('soudan'), await t.signIn('soudan-shunin'), session('navi1'));
    const other = await elsewhere.register({ familyKana: 'ヨソノ', programme: 'self_reliance', welfareStatus: 'self_reliance' });
    return { ...of(other), consent: (await elsewhere.consent(other.id)).id };
  },
};

async function withdrawn(walk: Walk, familyKana: string, written: boolean, n: number): Promise<Partial<Ids>> {
  const made = await shared(walk, familyKana, written, n);
  expectOk(await session('cw1').post(`/consents/${made.consent}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
  return made;
}

/** A person who was referred to Hello Work; `written`: it has accepted and written about the person. */
async function shared(walk: Walk, familyKana: string, written: boolean, n: number): Promise<Partial<Ids>> {
  if (!written) {
    const client = await walk.register({ familyKana });
    const consent = await walk.consent(client.id);
    return { person: client.id, case: client.caseId, consent: consent.id, referral: (await walk.refer(client)).id };
  }
  const { client, consent, referral } = await walk.toAcceptance({ familyKana });
  const known = { person: client.id, case: client.caseId, consent: consent.id, referral: referral.id };
  const navi = walk.navigator;
  await walk.registration(client, `35010-0000000${n}`);
  const plan = expectOk(
    await navi.post<Schemas['PlanWrittenDto']>(`/clients/${client.id}/support-plans`, {
      longTermGoal: '就職する', periodFrom: '2026-11-20', periodUntil: '2027-05-19', reviewOn: '2027-02-19', goals: [], menus: [], members: [],
    }),
  );
  const contact = expectOk(
    await navi.post<{ appointmentId: string }>(`/clients/${client.id}/consultations`, {
      occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '相談した。', next: { plannedOn: '2026-12-01', place: '窓口', staffId: (await staffOf(navi)) },
    }),
  );
  const introduction = await walk.introduction(client);
  const placement = await walk.placement(client, { introductionId: introduction.id });
  return { ...known, plan: plan.id, appointment: contact.appointmentId, introduction: introduction.id, placement: placement.id };
}

async function staffOf(navi: ApiSession): Promise<string> {
  return expectOk(await navi.get<Schemas['OfficesDto']>('/offices')).colleagues[0]?.id ?? NOWHERE;
}

/** Derived from the declaration and from who belongs where; nothing here asks the application. */
function expected(declared: RouteDeclaration, login: string, situation: Situation): 'admitted' | 'forbidden' | 'absent' {
  const actor = STAFF.find((one) => one.login === login);
  if (!actor) throw new Error(`No such account: ${login}`);
  if (Array.isArray(declared.roles) && !declared.roles.includes(actor.role)) return 'forbidden';
  const { office } = actor;
  const readsPersons = (READERS as readonly string[]).includes(actor.role);
  const { opens, referral, consentOf, protectionOf, requestOf, helloWorkWrote }: SituationDeclaration = SITUATIONS[situation];
  const holds: Readonly<Record<Subject, boolean>> = {
    nobody: true,
    missing: false,
    person: readsPersons && opens.some((one) => one === office),
    referral: referral && (office === 'welfare' || office === 'helloWork'),
    sent_referral: referral && office === 'welfare',
    received_referral: referral && office === 'helloWork',
    own_consent: consentOf === office,
    own_protection: protectionOf === office,
    own_request: requestOf === office,
    hello_work_record: helloWorkWrote && office === 'helloWork',
  };
  return holds[declared.subject] ? 'admitted' : 'absent';
}

async function ask(declared: RouteDeclaration, login: string, situation: Situation): Promise<string> {
  const known = ids.get(situation) as Ids;
  const path = declared.path
    .replace('{id}', known[declared.id ?? 'missing'])
    .replace('{kind}', 'matrix')
    .replace('{subject}', declared.method === 'GET' ? 'none' : 'some')
    .replace('{lineKey}', '6-1')
    .replace('{part}', '1');
  const answer = await session(login).send(declared.method, path, bodyOf(declared, known.case), crypto.randomUUID());
  switch (answer.status) {
    case 403:
      return 'forbidden';
    case 404:
      return 'absent';
    default:
      return answer.status < 500 && answer.status !== 401 ? 'admitted' : `status ${answer.status}`;
  }
}

describe('every route as every role in every situation', () => {
  it('leaves no route out and declares none that is not there', () => {
    const modules = (t.app as unknown as { container: NestContainer }).container.getModules();
    const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.metatype as Type));
    const real = controllers.flatMap(routesOf).sort();
    expect(ROUTES.map((one) => `${one.method} ${one.path}`).sort()).toEqual(real);
    expect(routesOf(Planted)).toEqual(['GET /planted/{id}']);
  });

  it('is for the purpose of its subject', () => {
    const modules = (t.app as unknown as { container: NestContainer }).container.getModules();
    const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.metatype as Type));
    const real = new Map(controllers.flatMap(rulesOf));
    expect(ROUTES.filter((one) => Array.isArray(one.roles) && real.get(`${one.method} ${one.path}`)?.purpose !== purposeOf(one)).map((one) => one.path)).toEqual([]);
  });

  const asked = ROUTES.filter((one) => Array.isArray(one.roles));
  const own = ROUTES.filter((one) => one.roles === 'own');
  it.each(Object.keys(SITUATIONS) as Situation[])('answers as declared: %s', async (situation) => {
    const wrong: string[] = [];
    for (const declared of asked) {
      for (const login of ACTORS) {
        const wanted = expected(declared, login, situation);
        // Who may not is refused before anybody looks at the person: asked in one situation, for every route and role.
        if (wanted === 'forbidden' && situation !== 'own') continue;
        const got = await ask(declared, login, situation);
        if (got !== wanted) wrong.push(`${declared.method} ${declared.path} as ${login}: ${got} instead of ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('answers nobody who is not signed in, and nobody who names an assignment of somebody else', async () => {
    const wrong: string[] = [];
    for (const declared of [...asked, ...own]) {
      const path = declared.path.replaceAll(/\{\w+\}/g, NOWHERE);
      const send = (headers: Record<string, string>) =>
        fetch(`${t.baseUrl}/api${path}`, {
          method: declared.method,
          headers: { 'content-type': 'application/json', 'idempotency-key': 'not-signed-in', ...headers },
          ...(declared.method === 'GET' ? {} : { body: JSON.stringify(bodyOf(declared, NOWHERE) ?? {}) }),
        });
      const stranger = await send({});
      const impostor = declared.roles === 'own' ? stranger : await send({ cookie: session('cw1').cookie, 'x-assignment': session('kakaricho').assignment });
      if (stranger.status !== 401) wrong.push(`${declared.method} ${declared.path}: ${stranger.status} without a session`);
      if (Array.isArray(declared.roles) && impostor.status !== 403) wrong.push(`${declared.method} ${declared.path}: ${impostor.status} under another's assignment`);
    }
    expect(wrong).toEqual([]);
  });
});

function bodyOf(declared: RouteDeclaration, caseId: string): object | undefined {
  return typeof declared.body === 'function' ? (declared.body as (id: string) => object)(caseId) : declared.body;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

const routesOf = (controller: Type): readonly string[] => rulesOf(controller).map(([route]) => route);

function rulesOf(controller: Type): readonly (readonly [string, RouteRule | undefined])[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (name === 'constructor' || typeof handler !== 'function') return [];
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
    const method = METHODS[Reflect.getMetadata(METHOD_METADATA, handler) as number];
    if (path === undefined || method === undefined) return [];
    const whole = `/${base}/${path}`.replaceAll(/\/+/g, '/').replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}');
    return [[`${method} ${whole}`, Reflect.getMetadata(ROUTE_RULE, handler) as RouteRule | undefined] as const];
  });
}

@Controller('planted')
class Planted {
  @Get(':id')
  forgotten(): string {
    return '';
  }
}
