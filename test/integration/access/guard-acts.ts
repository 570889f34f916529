import { addDays, isoDate } from '@madoguchi/kernel';
import { NarrowConsent, RenewConsent } from '@madoguchi/consents';
import type { Ctx } from '@madoguchi/platform';
import { AskExceptionalAccess, AskRelease, DecideRelease, EndProtection, ProlongLocalMark, RecordProtection, SettleExceptionalAccess } from '@madoguchi/protection';
import { NARROW_FORM, STANDARD_FORM } from '../../world/facts';
import { type Actor, type Exceptional, GROUPS, type Measure, type Office, type Person } from './model';
import { LOCATING, SUPERVISORS } from './oracle';
import { type Act, crossedOut, startOf } from './sharing-acts';
import type { Stage } from './stage';
import { TOWN } from './town';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Saved {
  readonly id: string;
  readonly version: number;
}

/** One command, as the use case takes it and as the wire does. */
interface Order {
  readonly use: (ctx: Ctx) => Promise<Saved>;
  readonly path: string;
  readonly body: object;
}

/** How an act is done: by the use case itself, or over HTTP. Nothing where it was refused. */
export type Hand = (what: string, actor: Actor, visible: boolean, order: Order) => Promise<Saved | undefined>;

/** One act with its frequency; the story does it directly, the counters over HTTP. @returns whom it concerned. */
export interface Acting {
  readonly name: string;
  readonly weight: number;
  readonly act: (stage: Stage, hand: Hand) => Promise<Person | undefined>;
}

/** The act without HTTP; whoever did it must have been able to see what it is about. */
export const direct =
  ({ act }: Acting): Act =>
  async (stage) => {
    await act(stage, async (what, actor, visible, { use }) => {
      const done = await stage.attempt(what, actor, use);
      if (done && !visible) stage.trespasses.push(`${actor.login}: ${what}`);
      return done;
    });
  };

const sees = (stage: Stage, actor: Actor, personId: string): boolean => stage.oracle.seesNumber(actor, personId, 'support');
const some = <T>(stage: Stage, items: readonly T[]): T | undefined => (items.length === 0 ? undefined : stage.chance.pick(items));

/** Nobody decides alone, and nobody decides who does not supervise. */
function mustBeSecond(stage: Stage, what: string, actor: Actor, askedBy: string | null): void {
  if (actor.staff === askedBy || !SUPERVISORS.has(actor.role)) stage.trespasses.push(`${actor.login}: ${what} alone`);
}

const renew: Acting = {
  name: 'renew a consent',
  weight: 4,
  async act(stage, hand) {
    const { model, chance } = stage;
    const old = some(stage, [...model.consents.values()].filter((one) => one.withdrawnAt === null && (one.supersededAt === null || chance.often(0.1))));
    if (!old) return undefined;
    const actor = stage.somebody(old.source, 'caseworker', 'supervisor');
    const form = chance.pick([STANDARD_FORM, NARROW_FORM]);
    const scopes = await crossedOut(stage, form, 0.6);
    const givenOn = addDays(isoDate(model.today), -chance.below(3));
    const lastDay = addDays(isoDate(model.today), chance.pick([0, 20, 200, 200]));
    const paper = { version: old.version, formId: form, givenOn, method: 'written' as const, lastDay, scopes };
    const own = actor.office.id === old.source.id && stage.oracle.seesConsent(actor, old);
    const done = await hand(`renews ${old.id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(RenewConsent).run(ctx, { id: old.id, ...paper }),
      path: `/consents/${old.id}/renew`,
      body: paper,
    });
    if (!done) return model.person(old.person);
    Object.assign(old, { supersededAt: model.now, version: old.version + 1 });
    model.consents.set(done.id, { ...old, id: done.id, scopes, from: startOf(givenOn), until: startOf(addDays(lastDay, 1)), supersededAt: null, version: 1 });
    return model.person(old.person);
  },
};

const narrow: Acting = {
  name: 'narrow a consent',
  weight: 3,
  async act(stage, hand) {
    const { model, chance } = stage;
    const consent = some(stage, [...model.consents.values()].filter((one) => stage.oracle.inForce(one) || chance.often(0.1)));
    if (!consent) return undefined;
    const actor = stage.somebody(consent.source, 'caseworker', 'supervisor');
    const taken = consent.scopes.filter((one) => one.itemGroup !== 'basic' && chance.often(0.3));
    const groups = taken.map(({ direction, itemGroup }) => ({ direction, itemGroup }));
    const narrowing = { version: consent.version, narrowedOn: isoDate(model.today), groups };
    const own = actor.office.id === consent.source.id && stage.oracle.seesConsent(actor, consent);
    const done = await hand(`narrows ${consent.id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(NarrowConsent).run(ctx, { id: consent.id, ...narrowing }),
      path: `/consents/${consent.id}/narrow`,
      body: narrowing,
    });
    if (!done) return model.person(consent.person);
    consent.version = done.version;
    consent.scopes = consent.scopes.filter((one) => !groups.some((gone) => gone.direction === one.direction && gone.itemGroup === one.itemGroup));
    return model.person(consent.person);
  },
};

const protect: Acting = {
  name: 'record a measure',
  weight: 4,
  async act(stage, hand) {
    const { model, chance } = stage;
    const person = stage.person();
    if (!person) return undefined;
    const actor = stage.somebody(stage.party(person), 'caseworker', 'supervisor', 'navigator');
    const companion = chance.often(0.35) ? stage.person() : undefined;
    const together = [person, ...(companion && companion !== person ? [companion] : [])];
    const today = isoDate(model.today);
    const companions = together.slice(1).map((one) => one.id);
    const kind = chance.often(0.35) ? ('local' as const) : ('official' as const);
    const measure = { kind, startedOn: addDays(today, -2), companions, ...(kind === 'official' ? { expiresOn: addDays(today, chance.pick([0, 5, 200])) } : { dangerAtRegistrar: chance.often(0.3) }) };
    const stranger = together.some((one) => !sees(stage, actor, one.id));
    const done = await hand(`protects ${person.number}`, actor, sees(stage, actor, person.id), {
      use: (ctx) => stage.use(RecordProtection).run(ctx, { personId: person.id, ...measure }),
      path: `/clients/${person.id}/protection`,
      body: measure,
    });
    if (!done) return person;
    if (stranger) stage.trespasses.push(`${actor.login}: protects a stranger`);
    for (const one of together) await protectedNow(stage, one, actor, done.id);
    return chance.pick(together);
  },
};

/** A measure stands; a companion's has an id of its own. */
export async function protectedNow(stage: Stage, person: Person, actor: Actor, leadId: string): Promise<void> {
  const { model } = stage;
  const { rows } = await stage.t.owner.query<{ id: string; kind: Measure['kind']; againstRegistrar: boolean | null; lapsesAt: Date | null }>('select id, kind, danger_at_registrar as "againstRegistrar", lapses_at as "lapsesAt" from protection where person_id = $1 and source_office_id = $2 and (id = $3 or lead_id = $3)', [person.id, actor.office.id, leadId]);
  const [row] = rows;
  model.measures.push({ id: row?.id ?? '', kind: row?.kind ?? 'official', againstRegistrar: row?.againstRegistrar === true, lapsesAt: row?.lapsesAt?.getTime() ?? null, prolongAskedBy: null, person: person.id, office: actor.office, from: model.now, version: 1, endAskedBy: null, endedAt: null });
  model.wrote(person.id, actor.office);
}

const endMeasure: Acting = {
  name: 'end a measure',
  weight: 4,
  async act(stage, hand) {
    const { model, chance } = stage;
    const measure = some(stage, model.measures.filter((one) => one.endedAt === null || chance.often(0.05)));
    if (!measure) return undefined;
    const confirms = measure.endAskedBy !== null;
    const actor = stage.somebody(measure.office, ...(confirms && chance.often(0.8) ? ['supervisor', 'chief_navigator'] : []));
    const own = actor.office.id === measure.office.id && sees(stage, actor, measure.person);
    const what = `${confirms ? 'confirms' : 'asks for'} the end of ${measure.id.slice(0, 8)}`;
    const done = await hand(what, actor, own, confirms ? confirmOrder(stage, measure) : askOrder(stage, measure));
    if (!done) return model.person(measure.person);
    if (confirms) {
      mustBeSecond(stage, what, actor, measure.endAskedBy);
      measure.endedAt = model.now;
    } else measure.endAskedBy = actor.staff;
    measure.version = done.version;
    return model.person(measure.person);
  },
};

function askOrder(stage: Stage, { id, version, kind }: Measure): Order {
  const why = { version, reason: '危険がなくなった', ...(kind === 'official' ? { answeredOn: isoDate(stage.model.today), answeredBy: '市民課' } : {}) };
  return { use: (ctx) => stage.use(EndProtection).ask(ctx, { id, ...why }), path: `/protection/${id}/ask-end`, body: why };
}
/** A 秘匿 works longer by two persons; one that has lapsed works again from then on. */
const prolong: Acting = {
  name: 'prolong a mark',
  weight: 3,
  async act(stage, hand) {
    const { model, chance } = stage;
    const mark = some(stage, model.measures.filter((one) => one.endedAt === null && (one.kind === 'local' || chance.often(0.05))));
    if (!mark) return undefined;
    const confirms = mark.prolongAskedBy !== null;
    const actor = stage.somebody(mark.office, ...(confirms && chance.often(0.8) ? ['supervisor', 'chief_navigator'] : []));
    const { id, version } = mark;
    const own = actor.office.id === mark.office.id && sees(stage, actor, mark.person);
    const order = confirms
      ? { use: (ctx: Ctx) => stage.use(ProlongLocalMark).confirm(ctx, { id, version }), path: `/protection/${id}/confirm-prolonging`, body: { version } }
      : { use: (ctx: Ctx) => stage.use(ProlongLocalMark).ask(ctx, { id, version, reason: '続いている' }), path: `/protection/${id}/ask-prolonging`, body: { version, reason: '続いている' } };
    const done = await hand(`${confirms ? 'confirms' : 'asks for'} the prolonging of ${id.slice(0, 8)}`, actor, own, order);
    if (!done) return model.person(mark.person);
    if (mark.kind !== 'local') stage.trespasses.push(`${actor.login}: prolongs a measure`);
    mark.version = done.version;
    if (!confirms) {
      mark.prolongAskedBy = actor.staff;
      return model.person(mark.person);
    }
    mustBeSecond(stage, 'prolongs a mark', actor, mark.prolongAskedBy);
    const { rows } = await stage.t.owner.query<{ lapsesAt: Date }>('select lapses_at as "lapsesAt" from protection where id = $1', [id]);
    const lapsesAt = rows[0]?.lapsesAt.getTime() ?? 0;
    const longest = 31 * DAY_MS;
    if (lapsesAt <= model.now || lapsesAt > model.now + longest) stage.trespasses.push(`${actor.login}: prolongs a mark for ever`);
    mark.endAskedBy = null;
    if (mark.lapsesAt !== null && mark.lapsesAt <= model.now) {
      model.measures.push({ ...mark, from: model.now, lapsesAt, prolongAskedBy: null });
      mark.endedAt = mark.lapsesAt;
    } else Object.assign(mark, { lapsesAt, prolongAskedBy: null });
    return model.person(mark.person);
  },
};


const confirmOrder = (stage: Stage, { id, version }: Measure): Order => ({
  use: (ctx) => stage.use(EndProtection).confirm(ctx, { id, version }),
  path: `/protection/${id}/confirm-end`,
  body: { version },
});

const askRelease: Acting = {
  name: 'ask for a release',
  weight: 5,
  async act(stage, hand) {
    const { model, chance } = stage;
    const person = some(stage, [...model.persons.values()].filter((one) => stage.oracle.isProtected(one.id) || chance.often(0.05)));
    if (!person) return undefined;
    const actor = stage.somebody(stage.party(person), 'caseworker', 'navigator');
    const recipient = chance.pick([TOWN.helloWork, TOWN.helloWork, TOWN.secondHelloWork, TOWN.secondHelloWork, TOWN.welfare, TOWN.secondWelfare]);
    const groups = ([...LOCATING] as ('contact' | 'plan')[]).filter(() => chance.often(0.5));
    if (groups.length === 0) return undefined;
    const asked = { recipientOfficeId: recipient.id, itemGroups: groups, reason: '就職先へ同行する', lastsDays: chance.pick([1, 5, 31]) };
    const done = await hand(`asks for a release of ${person.number}`, actor, sees(stage, actor, person.id), {
      use: (ctx) => stage.use(AskRelease).run(ctx, { personId: person.id, ...asked }),
      path: `/clients/${person.id}/protection-releases`,
      body: asked,
    });
    if (!done) return person;
    model.releases.push({ id: done.id, person: person.id, office: actor.office, recipient, groups, days: asked.lastsDays, askedBy: actor.staff, version: 1, decision: null, from: 0, until: 0, endedAt: null });
    model.wrote(person.id, actor.office);
    return person;
  },
};

const decideRelease: Acting = {
  name: 'decide a release',
  weight: 5,
  async act(stage, hand) {
    const { model, chance } = stage;
    const release = some(stage, model.releases.filter((one) => one.decision === null || chance.often(0.05)));
    if (!release) return undefined;
    const actor = stage.somebody(release.office, ...(chance.often(0.8) ? ['supervisor', 'chief_navigator'] : []));
    const decision = chance.often(0.75) ? ('approved' as const) : ('refused' as const);
    const { id, version } = release;
    const own = actor.office.id === release.office.id && sees(stage, actor, release.person);
    const done = await hand(`${decision} release ${id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(DecideRelease).decide(ctx, { id, version, decision }),
      path: `/protection-releases/${id}/decide`,
      body: { version, decision },
    });
    if (!done) return model.person(release.person);
    mustBeSecond(stage, 'decides a release', actor, release.askedBy);
    Object.assign(release, { decision, version: done.version, from: model.now, until: model.now + release.days * DAY_MS });
    return model.person(release.person);
  },
};

const revokeRelease: Acting = {
  name: 'revoke a release',
  weight: 2,
  async act(stage, hand) {
    const { model, chance } = stage;
    const release = some(stage, model.releases.filter((one) => stage.oracle.lasts(one) || chance.often(0.05)));
    if (!release) return undefined;
    const actor = stage.somebody(release.office);
    const { id, version } = release;
    const own = actor.office.id === release.office.id && sees(stage, actor, release.person);
    const done = await hand(`revokes release ${id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(DecideRelease).revoke(ctx, { id, version }),
      path: `/protection-releases/${id}/revoke`,
      body: { version },
    });
    if (done) Object.assign(release, { endedAt: model.now, version: done.version });
    return model.person(release.person);
  },
};

/** Who holds records of the person is asked, and nobody else: as many answers wait as organisations hold some. */
export async function waitsForAnswers(stage: Stage, question: string, person: Person, actor: Actor, groups: readonly string[], hours: number): Promise<readonly Exceptional[]> {
  const { model, oracle } = stage;
  const { rows } = await stage.t.owner.query<{ id: string; officeId: string }>('select id, office_id as "officeId" from exceptional_answer where exceptional_id = $1', [question]);
  const answers = rows.map((row) => {
    const holder = oracle.offices().find((office) => office.id === row.officeId);
    if (!holder) throw new Error('An office that is not in the town is asked');
    return { id: row.id, question, holder, person: person.id, office: actor.office, groups, hours, askedBy: actor.staff, version: 1, decision: null, from: 0, until: 0, endedAt: null };
  });
  const holds = (office: Office): boolean => person.office.id === office.id || (office.organisation !== person.office.organisation && model.hasWritten(person.id, office));
  const others = oracle.offices().filter((office) => holds(office) && office.id !== actor.office.id);
  const [asked, holders] = [answers.map((one) => one.holder.organisation), [...new Set(others.map((office) => office.organisation))]];
  const right = answers.every((one) => holds(one.holder)) && new Set(asked).size === asked.length && asked.every((one) => holders.includes(one));
  const unasked = holders.filter((one) => !asked.includes(one) && others.filter((office) => office.organisation === one).length > 0 && one !== actor.office.organisation);
  if (!right || unasked.length > 0) stage.trespasses.push(`${actor.login}: asks of other offices than hold records of ${person.number}`);
  model.exceptional.push(...answers);
  return answers;
}

const askExceptional: Acting = {
  name: 'ask for exceptional access',
  weight: 4,
  async act(stage, hand) {
    const { model, chance } = stage;
    const person = stage.person();
    if (!person) return undefined;
    const actor = chance.pick(model.actors);
    // Who does not know the birth date does not know the person.
    const knows = chance.often(0.85);
    const birthDate = isoDate(knows ? person.birth : '1901-01-01');
    const itemGroups = GROUPS.filter((group) => group === 'basic' || chance.often(0.4));
    const question = { number: person.number, birthDate, itemGroups: [...itemGroups], legalBasis: chance.pick(['law', 'public_body', 'clear_benefit'] as const), reason: '安否の確認', hours: chance.pick([1, 24, 72]) };
    const done = await hand(`asks exceptionally for ${person.number}`, actor, stage.oracle.roleReads(actor, 'number'), {
      use: (ctx) => stage.use(AskExceptionalAccess).run(ctx, question),
      path: '/exceptional-access',
      body: question,
    });
    if (!done) return person;
    const answers = await waitsForAnswers(stage, done.id, knows ? person : { ...person, office: actor.office, id: '' }, actor, itemGroups, question.hours);
    if (!knows && answers.length > 0) stage.trespasses.push(`${actor.login}: asks exceptionally for a stranger`);
    return person;
  },
};

const decideExceptional: Acting = {
  name: 'decide exceptional access',
  weight: 4,
  async act(stage, hand) {
    const { model, chance } = stage;
    const asked = some(stage, model.exceptional.filter((one) => one.decision === null || chance.often(0.05)));
    if (!asked) return undefined;
    const actor = stage.somebody(asked.holder, ...(chance.often(0.8) ? ['supervisor', 'chief_navigator'] : []));
    const decision = chance.often(0.8) ? ('approved' as const) : ('refused' as const);
    const { id, version } = asked;
    const own = actor.office.id === asked.holder.id && stage.oracle.roleReads(actor, 'number');
    const done = await hand(`${decision} exceptional access ${id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(SettleExceptionalAccess).decide(ctx, { id, version, decision }),
      path: `/exceptional-access/${id}/decide`,
      body: { version, decision },
    });
    if (!done) return model.person(asked.person);
    mustBeSecond(stage, 'decides exceptional access', actor, asked.askedBy);
    Object.assign(asked, { decision, version: done.version, from: model.now, until: model.now + asked.hours * HOUR_MS });
    return model.person(asked.person);
  },
};

/** Who asked looks at nothing more, whoever let it. */
export function endsAll({ model, oracle }: Stage, question: string): void {
  for (const one of model.exceptional.filter((answer) => answer.question === question && oracle.lasts(answer))) Object.assign(one, { endedAt: model.now, version: one.version + 1 });
}

const endExceptional: Acting = {
  name: 'end exceptional access',
  weight: 1,
  async act(stage, hand) {
    const { model, chance } = stage;
    const open = some(stage, model.exceptional.filter((one) => stage.oracle.lasts(one) || chance.often(0.05)));
    if (!open) return undefined;
    const actor = stage.somebody(open.office);
    const { question: id } = open;
    const own = actor.office.id === open.office.id && stage.oracle.roleReads(actor, 'number');
    const done = await hand(`ends exceptional access ${id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(SettleExceptionalAccess).end(ctx, { id, version: 1 }),
      path: `/exceptional-access/${id}/end`,
      body: { version: 1 },
    });
    if (done) endsAll(stage, id);
    return model.person(open.person);
  },
};

/** The clock stands at the end of the release or the exceptional access that runs out next: half-open, to the moment. */
const runOut: Acting = {
  name: 'run out',
  weight: 2,
  act(stage) {
    const { model, chance } = stage;
    const lapsing = model.measures.filter((one) => one.endedAt === null && one.lapsesAt !== null && one.lapsesAt > model.now).map((one) => ({ ...one, until: one.lapsesAt ?? 0 }));
    const [next] = [...[...model.releases, ...model.exceptional].filter((one) => stage.oracle.lasts(one)), ...lapsing].sort((a, b) => a.until - b.until);
    if (!next) return Promise.resolve(undefined);
    stage.setClock(chance.often(0.5) ? next.until : next.until - 1);
    stage.told.push(`it is ${new Date(model.now).toISOString()}, the end of ${next.id.slice(0, 8)}`);
    return Promise.resolve(model.person(next.person));
  },
};

/** Each is one entry: a new kind of act is one more. */
export const GUARD_ACTS: readonly Acting[] = [
  renew, narrow, protect, endMeasure, prolong, askRelease, decideRelease, revokeRelease, askExceptional, decideExceptional, endExceptional, runOut,
];
