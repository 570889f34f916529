import { addDays, isoDate } from '@madoguchi/kernel';
import { WriteExport } from '@madoguchi/exports';
import { NARROW_FORM, STANDARD_FORM } from '../../world/facts';
import type { ApiAnswer } from '../../support/api-session';
import { Allowed } from './allowed';
import { type Actor, type Consent, GROUPS, type Person, type Referral } from './model';
import { type Comparison, decided } from './second-line';
import { type Acting, GUARD_ACTS, type Hand } from './guard-acts';
import { ONWARD_ACTS } from './onward-acts';
import { anotherInForce, crossedOut, type Move, moved, MOVES, startOf, unasked, withdrawn } from './sharing-acts';
import type { Stage } from './stage';
import { SYSTEM_LOGIN, TOWN } from './town';
import { universeOf } from './universe';
import { Wire } from './wire';
import { staffChange } from './work-acts';

/** About whom something was done; everybody concerned looks afterwards. */
type Concerns = Person | undefined;

/**
 * One act over HTTP. It draws who does what, does it, and tells the model what the rules make of it. A new kind of act is
 * one more entry of WIRE_ACTS.
 */
export interface WireAct {
  readonly name: string;
  readonly weight: number;
  act(hands: Hands): Promise<Concerns>;
}

/** The hands of the staff, over HTTP: an act on what is closed must be refused, and nothing may break. */
export class Hands {
  constructor(
    readonly stage: Stage,
    private readonly into: Comparison,
  ) {}

  /** The answer of an act that was allowed by the product's own rules; nothing where it was refused. */
  async send<T>(name: string, actor: Actor, visible: boolean, method: string, path: string, body: object): Promise<T | undefined> {
    const session = await this.stage.door.session(actor);
    if (!session) return undefined;
    const answer = await session.send<T>(method, path, body, crypto.randomUUID());
    this.judge(name, actor, visible, answer as ApiAnswer, `${method} ${path}`);
    this.stage.told.push(`${actor.login}: ${name} over HTTP: ${answer.status}`);
    return answer.status < 300 ? answer.body : undefined;
  }

  same(what: string, shown: unknown, expected: unknown): void {
    decided(this.into, `HTTP act: ${what}`);
    if (shown !== expected) this.into.differences.push(`HTTP: ${what}: ${String(shown)}, rules say ${String(expected)}`);
  }

  private judge(name: string, actor: Actor, visible: boolean, { status, body }: ApiAnswer, what: string): void {
    decided(this.into, `HTTP act: ${name}`);
    const closed = !visible || !this.stage.oracle.live(actor);
    const wrong = status >= 500 || (closed && ![401, 403, 404].includes(status));
    if (wrong) this.into.differences.push(`HTTP: ${actor.login}: ${what}: ${status} ${JSON.stringify(body).slice(0, 200)}${closed ? ', rules say that it is closed' : ''}`);
  }
}

const sees = (stage: Stage, actor: Actor, person: Person): boolean => stage.oracle.seesNumber(actor, person.id, 'support');

const grant: WireAct = {
  name: 'grant',
  weight: 12,
  async act(hands) {
    const { stage } = hands;
    const { chance, model } = stage;
    const person = stage.person();
    if (!person) return undefined;
    const actor = stage.somebody(person.office, 'caseworker', 'supervisor');
    const recipient = chance.pick([TOWN.helloWork, TOWN.secondHelloWork]);
    const form = chance.pick([STANDARD_FORM, NARROW_FORM]);
    const scopes = await crossedOut(stage, form, 0.7);
    const whole = chance.often(0.3);
    const givenOn = isoDate(model.today);
    const lastDay = addDays(givenOn, chance.pick([5, 30, 200, 200, 200]));
    const body = { recipientOfficeId: recipient.id, formId: form, givenOn, method: 'written', lastDay, scopes, wholeOrganisation: whole };
    const done = await hands.send<{ id: string }>('grant', actor, sees(stage, actor, person), 'POST', `/clients/${person.id}/consents`, body);
    if (!done) return person;
    const given: Consent = { id: done.id, person: person.id, source: actor.office, recipient, whole, scopes, from: startOf(givenOn), until: startOf(addDays(lastDay, 1)), withdrawnAt: null, supersededAt: null, version: 1 };
    model.consents.set(done.id, given);
    model.wrote(person.id, actor.office);
    return person;
  },
};

const withdraw: WireAct = {
  name: 'withdraw',
  weight: 5,
  async act(hands) {
    const { stage } = hands;
    const open = [...stage.model.consents.values()].filter((one) => one.withdrawnAt === null && one.supersededAt === null);
    if (open.length === 0) return undefined;
    const consent = stage.chance.pick(open);
    const person = stage.model.person(consent.person);
    const actor = stage.somebody(consent.source, 'caseworker', 'supervisor');
    const wasInForce = stage.oracle.inForce(consent);
    const another = anotherInForce(stage, consent);
    const own = actor.office.id === consent.source.id && stage.oracle.seesConsent(actor, consent);
    const body = { version: consent.version, withdrawnOn: stage.model.today, supportContinues: 'undecided' };
    if (await hands.send('withdraw', actor, own, 'POST', `/consents/${consent.id}/withdraw`, body)) await withdrawn(stage, consent, !wasInForce && another);
    return person;
  },
};

/** Drafts a request under a consent in force that has none yet. */
const ask: WireAct = {
  name: 'ask for support',
  weight: 16,
  async act(hands) {
    const { stage } = hands;
    const { model } = stage;
    const free = unasked(stage);
    if (free.length === 0) return undefined;
    const [under, recipient] = stage.chance.pick(free);
    const person = model.person(under.person);
    const actor = stage.somebody(under.source, 'caseworker');
    const covered = new Set(under.scopes.filter((one) => one.direction === 'to_recipient' && one.purpose === 'support').map((one) => one.itemGroup));
    const parts = GROUPS.filter((group) => covered.has(group)).map((itemGroup) => ({ itemGroup, body: `${itemGroup}の内容` }));
    const body = { caseId: person.caseId, recipientOfficeId: recipient.id, parts };
    const done = await hands.send<{ id: string; version: number; status: string }>('ask for support', actor, sees(stage, actor, person), 'POST', `/clients/${person.id}/referrals`, body);
    if (!done) return person;
    model.referrals.set(done.id, { ...done, person: person.id, source: actor.office, recipient, sentAt: null, sharingEndedAt: null });
    model.wrote(person.id, actor.office);
    return person;
  },
};

/** Paths and bodies of the moves of a request. */
const MOVE_BODIES: Readonly<Record<Move, readonly [method: string, path: string, body: object]>> = {
  edit: ['PUT', 'parts', { parts: [{ itemGroup: 'basic', body: '書き直した' }] }],
  submit: ['POST', 'submit', {}],
  decide: ['POST', 'decide', {}],
  sendBack: ['POST', 'send-back', { reason: '記入もれ' }],
  take: ['POST', 'take', {}],
  accept: ['POST', 'accept', {}],
  return: ['POST', 'return', { reason: 'packet_incomplete' }],
  decline: ['POST', 'decline', { declinedBy: 'capacity' }],
  recall: ['POST', 'recall', {}],
  revise: ['POST', 'revise', {}],
  close: ['POST', 'close', {}],
};

async function moveOver(hands: Hands, referral: Referral, act: Move): Promise<Concerns> {
  const { stage } = hands;
  const side = ['take', 'accept', 'return', 'decline', 'close'].includes(act) ? referral.recipient : referral.source;
  const actor = stage.somebody(side, ...(act === 'decide' || act === 'sendBack' ? ['supervisor'] : []));
  const [method, path, body] = MOVE_BODIES[act];
  const visible = stage.oracle.seesReferral(actor, referral);
  const done = await hands.send<{ version: number; status: string }>(act, actor, visible, method, `/referrals/${referral.id}/${path}`, { version: referral.version, ...body });
  if (done) moved(stage, referral, act, actor, done);
  return stage.model.person(referral.person);
}

/** Any next move of any request. */
const move: WireAct = {
  name: 'move',
  weight: 50,
  act(hands) {
    const { stage } = hands;
    const referral = stage.chance.often(0.9) ? stage.referral('draft', 'submitted', 'sent', 'assigned', 'returned') : stage.referral('accepted');
    if (!referral) return Promise.resolve(undefined);
    return moveOver(hands, referral, stage.chance.pick(MOVES[referral.status] ?? ['recall']));
  },
};

/** A move of one kind, so that each answer of the receiving office comes often enough. */
const answer = (act: Move): WireAct => ({
  name: act,
  weight: 4,
  act(hands) {
    const referral = hands.stage.referral('sent', 'assigned');
    return referral ? moveOver(hands, referral, act) : Promise.resolve(undefined);
  },
});

/** The clock stands at the end of the consent that ends next: half-open, to the moment. */
const expire: WireAct = {
  name: 'expire',
  weight: 2,
  act({ stage }) {
    const next = [...stage.model.consents.values()].filter((one) => stage.oracle.inForce(one)).sort((a, b) => a.until - b.until)[0];
    if (!next) return Promise.resolve(undefined);
    stage.setClock(stage.chance.often(0.5) ? next.until : next.until - 1);
    stage.told.push(`it is ${new Date(stage.model.now).toISOString()}, the end of ${next.id.slice(0, 8)}`);
    return Promise.resolve(stage.model.person(next.person));
  },
};

/** Somebody is switched off or on, or moved: the assignment ends by its date. */
const transfer: WireAct = {
  name: 'disable or transfer staff',
  weight: 4,
  async act({ stage }) {
    await staffChange(stage);
    return stage.person();
  },
};

const exportMonth: WireAct = {
  name: 'ask for a file',
  weight: 5,
  async act(hands) {
    const { stage } = hands;
    const actor = stage.chance.pick(stage.model.actors.filter((one) => !['planner', 'administrator', 'reception'].includes(one.role)));
    const body = { kind: 'monthly_outcomes', format: 'csv', month: stage.model.today.slice(0, 7), reason: '照合' };
    const done = await hands.send<{ id: string }>('ask for a file', actor, true, 'POST', '/exports', body);
    // The job that a worker runs.
    if (done) await stage.use(WriteExport).run(stage.ctx(actor, 'report'), done.id);
    return stage.person();
  },
};

/** Renewal, narrowing, measures, releases, exceptional access, passing on: the acts of the story, by way of HTTP. */
const guarded = ({ name, weight, act }: Acting): WireAct => ({
  name,
  weight,
  act(hands) {
    const hand: Hand = (what, actor, visible, { path, body }) => hands.send<{ id: string; version: number }>(what, actor, visible, 'POST', path, body);
    return act(hands.stage, hand);
  },
});

/** The token of another system is revoked: the next question is answered as to a stranger. Then it is issued anew. */
const revokeToken: WireAct = {
  name: 'revoke a token',
  weight: 1,
  async act(hands) {
    const { stage } = hands;
    const actor = stage.model.actor(SYSTEM_LOGIN);
    const session = await stage.door.session(actor);
    await stage.t.owner.query('update service_token set revoked_at = $1', [new Date(stage.model.now)]);
    const answer = await session?.get('/clients/00000000-0000-4000-8000-000000000000');
    await stage.t.owner.query('update service_token set revoked_at = null');
    hands.same('a revoked token', answer?.status, 401);
    return stage.person();
  },
};

export const WIRE_ACTS: readonly WireAct[] = [
  grant, withdraw, ask, move, answer('accept'), answer('decline'), answer('return'), expire, transfer, exportMonth, revokeToken, ...[...GUARD_ACTS, ...ONWARD_ACTS].map(guarded),
];
const DRAWN = WIRE_ACTS.flatMap((act) => Array.from({ length: act.weight }, () => act));

/** One act over HTTP, and everybody's look at what it touched: pages and columns, lists, search, files. */
export async function wireStep(stage: Stage, into: Comparison): Promise<void> {
  stage.setClock(stage.model.now + 1_000);
  const person = await stage.chance.pick(DRAWN).act(new Hands(stage, into));
  if (!person) return;
  const allowed = new Allowed(stage.model, await universeOf(stage.t.owner));
  const wire = new Wire(stage, allowed, into);
  for (const actor of onlookers(stage, person)) {
    const session = await stage.door.session(actor);
    if (!session) continue;
    await wire.person(actor, person, session);
    if (stage.oracle.live(actor) && stage.chance.often(0.15)) await wire.files(actor, session);
  }
}

/** Somebody of each office that has to do with the person, and of one that may not. */
function onlookers(stage: Stage, person: Person): readonly Actor[] {
  const { consents, releases, exceptional, onward } = stage.model;
  const shared = [...consents.values(), ...releases, ...onward].filter((one) => one.person === person.id).map((one) => one.recipient.id);
  const excepted = exceptional.filter((one) => one.person === person.id && stage.oracle.lasts(one)).map((one) => one.office.id);
  const offices = new Set([person.office.id, ...shared, ...excepted, stage.chance.pick(stage.model.actors).office.id]);
  return [...offices].map((office) => stage.chance.pick(stage.model.actors.filter((one) => one.office.id === office)));
}
