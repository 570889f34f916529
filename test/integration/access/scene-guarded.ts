import { NarrowConsent, RenewConsent } from '@madoguchi/consents';
import { EditClient } from '@madoguchi/clients';
import { RequestExport, WriteExport } from '@madoguchi/exports';
import { addDays, isoDate } from '@madoguchi/kernel';
import { AskExceptionalAccess, AskRelease, DecideRelease, EndProtection, NameAdversary, ProlongLocalMark, RecordProtection, RenewProtection, SettleExceptionalAccess } from '@madoguchi/protection';
import { AcceptReferral } from '@madoguchi/referrals';
import { STANDARD_FORM } from '../../world/facts';
import { endsAll, protectedNow, waitsForAnswers } from './guard-acts';
import type { Actor, Office, Person } from './model';
import { apply, consent, everybodyAtWork, NARROW, register, send, WIDE, write } from './scene';
import { monthsAfter, startOf } from './sharing-acts';
import type { Stage } from './stage';
import { TOWN } from './town';

type Located = 'contact' | 'household' | 'consultation' | 'plan' | 'job_search' | 'placement';
const DAY_MS = 86_400_000;
const ANSWER = { answeredOn: isoDate('2026-11-19'), answeredBy: '市民課' };

/**
 * Before the scene, whose cells begin at the last moment: of each rule of protection and consent one case on either side of it. A measure with releases that work, were revoked,
 * refused or never decided; a companion; a measure that ended and one whose end only one person asked for; exceptional
 * access open, over, refused and undecided; a consent to a whole organisation, a renewed one and a narrowed one.
 */
export async function setGuardedScene(stage: Stage): Promise<void> {
  await everybodyAtWork(stage);
  const tick = (): void => stage.setClock(stage.model.now + 1_000);
  tick();
  const city = stage.model.actor('cw1');
  const guarded = await register(stage, city, 'スズキ', 'sibling');
  const companion = await register(stage, city, 'セキ', 'child');
  const freed = await register(stage, city, 'ソノダ', 'sibling');
  await consent(stage, city, guarded, TOWN.helloWork, WIDE, true);
  // All offices of the organisation are named; the second one was asked for nothing.
  for (const person of [companion, freed]) await consent(stage, city, person, TOWN.helloWork, WIDE, person === freed);
  for (const person of [guarded, companion, freed]) await share(stage, person, 'navi1', TOWN.helloWork);
  await share(stage, guarded, 'second-navi', TOWN.secondHelloWork);
  // What this file tells is a sending, and with it the counter.
  await file(stage, stage.model.actor('second-navi'));
  // The second office works with the person too; what the first one wrote down of the address is not its own.
  await stage.use(EditClient).held(stage.ctx(stage.model.actor('navi1')), 'contact', guarded.id, 0, { phone: `083-911-${guarded.phone}` });
  stage.model.wroteFirst('contact', guarded.id, TOWN.helloWork);
  for (const login of ['cw1', 'navi1', 'second-navi']) await write(stage, stage.model.actor(login), guarded, login === 'second-navi');
  await write(stage, city, freed);
  for (const login of ['cw1', 'navi1', 'second-navi']) await file(stage, stage.model.actor(login));
  tick();
  await measures(stage, guarded, companion, freed);
  await releases(stage, guarded);
  await exceptional(stage, guarded, freed);
  await papers(stage);
  await marks(stage, await markedPersons(stage));
  tick();
}

/** A request to an office was sent and accepted. */
export async function share(stage: Stage, person: Person, login: string, office: Office): Promise<void> {
  const { model } = stage;
  const sent = await send(stage, model.actor('cw1'), model.actor('kakaricho'), person, office);
  apply(stage, sent.id, await stage.use(AcceptReferral).run(stage.ctx(model.actor(login)), sent));
  model.wrote(person.id, office);
}

/** A file from before the measures: it is refused from now on. */
async function file(stage: Stage, actor: Actor): Promise<void> {
  const ctx = stage.ctx(actor, 'report');
  const { id } = await stage.use(RequestExport).run(ctx, { format: 'csv', month: isoDate(`${stage.model.today.slice(0, 7)}-01`), reason: '場面' });
  await stage.use(WriteExport).run(ctx, id);
}

async function measures(stage: Stage, guarded: Person, companion: Person, freed: Person): Promise<void> {
  const { model } = stage;
  const [city, head] = [model.actor('cw1'), model.actor('kakaricho')];
  const today = isoDate(model.today);
  const record = (person: Person, companions: readonly string[]): Promise<{ readonly id: string }> =>
    stage.use(RecordProtection).run(stage.ctx(city), { personId: person.id, kind: 'official', startedOn: today, expiresOn: addDays(today, 30), companions });
  const lead = await record(guarded, [companion.id]);
  for (const person of [guarded, companion]) await protectedNow(stage, person, city, lead.id);
  await stage.use(RenewProtection).run(stage.ctx(city), { id: lead.id, version: 1, renewedOn: today, expiresOn: addDays(today, 300) });
  await stage.use(NameAdversary).run(stage.ctx(city), { id: lead.id, name: '場外 某', relation: 'former_spouse', number: undefined });
  // Their ends were asked for by one person each, and confirmed by nobody.
  for (const [person, asker, version] of [[companion, city, 1], [guarded, head, 2]] as const) {
    const waiting = model.measures.find((one) => one.person === person.id && one.endedAt === null);
    if (waiting) Object.assign(waiting, { version: (await stage.use(EndProtection).ask(stage.ctx(asker), { id: waiting.id, version, reason: '場面', ...ANSWER })).version, endAskedBy: asker.staff });
  }
  const over = await record(freed, []);
  await protectedNow(stage, freed, city, over.id);
  stage.setClock(model.now + 1_000);
  const asked = await stage.use(EndProtection).ask(stage.ctx(city), { ...over, version: 1, reason: '場面', ...ANSWER });
  await stage.use(EndProtection).confirm(stage.ctx(head), asked);
  for (const one of model.measures.filter((measure) => measure.id === over.id)) Object.assign(one, { version: asked.version + 1, endAskedBy: city.staff, endedAt: model.now });
}

/** Persons of whom both parties know. */
async function markedPersons(stage: Stage): Promise<readonly Person[]> {
  const city = stage.model.actor('cw1');
  const persons = [await register(stage, city, 'ヌマタ', 'sibling'), await register(stage, city, 'ノムラ', 'child'), await register(stage, city, 'ハヤシ', 'sibling')];
  for (const person of persons) {
    await consent(stage, city, person, TOWN.helloWork, WIDE);
    await share(stage, person, 'navi1', TOWN.helloWork);
  }
  return persons;
}

/** A 秘匿 that somebody asked to prolong, one that is over by itself, and one of the other party, against the office that registered the person. */
async function marks(stage: Stage, persons: readonly Person[]): Promise<void> {
  const { model } = stage;
  for (const [index, login] of (['cw1', 'kakaricho', 'navi1'] as const).entries()) {
    const [actor, person] = [model.actor(login), persons[index]];
    if (!person) throw new Error('There is nobody to mark');
    const { id } = await stage.use(RecordProtection).run(stage.ctx(actor), { personId: person.id, kind: 'local', dangerAtRegistrar: login === 'navi1', startedOn: isoDate(model.today), companions: [] });
    await protectedNow(stage, person, actor, id);
    const mark = model.measures.find((one) => one.id === id);
    if (!mark || login === 'navi1') continue;
    Object.assign(mark, { version: (await stage.use(ProlongLocalMark).ask(stage.ctx(actor), { id, version: 1, reason: '場面' })).version, prolongAskedBy: actor.staff });
  }
}

async function releases(stage: Stage, guarded: Person): Promise<void> {
  const { model } = stage;
  const cases: readonly (readonly [asker: string, decider: string | null, office: Office, groups: readonly Located[], decision: 'approved' | 'refused', revoked: boolean])[] = [
    ['cw1', 'kakaricho', TOWN.helloWork, ['placement', 'plan'], 'approved', false],
    ['cw1', 'kakaricho', TOWN.helloWork, ['contact'], 'approved', true],
    ['cw1', 'kakaricho', TOWN.secondHelloWork, ['household'], 'refused', false],
    ['cw1', 'kakaricho', TOWN.secondWelfare, ['contact'], 'approved', false],
    ['cw1', null, TOWN.secondHelloWork, ['plan', 'placement'], 'approved', false],
    // Who holds other records of the person releases those, and nobody else's.
    ['navi1', 'toukatsu', TOWN.secondHelloWork, ['household'], 'approved', false],
    // Who supervises and asks needs a second person too.
    ['kakaricho', null, TOWN.selfReliance, ['contact'], 'approved', false],
  ];
  for (const [asker, decider, recipient, groups, decision, revoked] of cases) {
    const actor = model.actor(asker);
    const asked = await stage.use(AskRelease).run(stage.ctx(actor), { personId: guarded.id, recipientOfficeId: recipient.id, itemGroups: groups, reason: '場面', lastsDays: 10 });
    const release = { id: asked.id, person: guarded.id, office: actor.office, recipient, groups, days: 10, askedBy: actor.staff, version: 1, decision: null, from: 0, until: 0, endedAt: null };
    model.releases.push(release);
    if (decider === null) continue;
    const decided = await stage.use(DecideRelease).decide(stage.ctx(model.actor(decider)), { ...asked, decision });
    Object.assign(release, { decision, version: decided.version, from: model.now, until: model.now + 10 * DAY_MS });
    stage.setClock(model.now + 1_000);
    if (revoked) Object.assign(release, { version: (await stage.use(DecideRelease).revoke(stage.ctx(actor), decided)).version, endedAt: model.now });
  }
}

async function exceptional(stage: Stage, guarded: Person, freed: Person): Promise<void> {
  const { model } = stage;
  const cases: readonly (readonly [Person, string, string | null, 'approved' | 'refused', boolean])[] = [
    [guarded, 'second-cw', 'kakaricho', 'approved', false],
    // Of whom the other party alone shows its records.
    [guarded, 'soudan', 'toukatsu', 'approved', false],
    [freed, 'second-cw', 'kakaricho', 'refused', false],
    [freed, 'soudan', 'kakaricho', 'approved', false],
    [freed, 'navi1', null, 'approved', false],
    [freed, 'soudan-shunin', null, 'approved', false],
    [freed, 'kakaricho-at-self-reliance', null, 'approved', false],
    [guarded, 'soudan', 'kakaricho', 'approved', true],
  ];
  for (const [person, asker, decider, decision, ended] of cases) {
    const actor = model.actor(asker);
    const groups = ['basic', 'contact', 'health', 'consultation'] as const;
    const settle = stage.use(SettleExceptionalAccess);
    const asked = await stage.use(AskExceptionalAccess).run(stage.ctx(actor), { number: person.number, birthDate: isoDate(person.birth), itemGroups: [...groups], legalBasis: 'law', reason: '場面', hours: 24 });
    const answers = await waitsForAnswers(stage, asked.id, person, actor, groups, 24);
    if (decider === null) continue;
    const second = model.actor(decider);
    const access = answers.find((one) => one.holder.id === second.office.id);
    if (!access) throw new Error(`${decider} is not asked`);
    const decided = await settle.decide(stage.ctx(second), { id: access.id, version: 1, decision });
    Object.assign(access, { decision, version: decided.version, from: model.now, until: model.now + DAY_MS });
    stage.setClock(model.now + 1_000);
    if (!ended) continue;
    await settle.end(stage.ctx(actor), asked);
    endsAll(stage, asked.id);
  }
}

/** One paper that another has taken the place of, with less in it; and one of which an item was taken back. */
async function papers(stage: Stage): Promise<void> {
  const { model } = stage;
  const city = model.actor('cw1');
  const [renewed, narrowed] = [await register(stage, city, 'タナカ', 'sibling'), await register(stage, city, 'ツチヤ', 'child')];
  const [old, other] = [await consent(stage, city, renewed, TOWN.helloWork, WIDE), await consent(stage, city, narrowed, TOWN.helloWork, WIDE)];
  for (const person of [renewed, narrowed]) await share(stage, person, 'navi1', TOWN.helloWork);
  // The other office was given less.
  await consent(stage, city, narrowed, TOWN.secondHelloWork, NARROW);
  await share(stage, narrowed, 'second-navi', TOWN.secondHelloWork);
  for (const person of [renewed, narrowed]) await write(stage, city, person);
  stage.setClock(model.now + 1_000);
  const [today, before] = [isoDate(model.today), model.consents.get(old)];
  const lastDay = monthsAfter(today, 3);
  const { id } = await stage.use(RenewConsent).run(stage.ctx(city), { id: old, version: 1, formId: STANDARD_FORM, givenOn: today, method: 'written', lastDay, scopes: NARROW });
  if (before) {
    model.consents.set(id, { ...before, id, scopes: NARROW, from: startOf(today), until: startOf(lastDay) + DAY_MS });
    Object.assign(before, { supersededAt: model.now, version: 2 });
  }
  await stage.use(NarrowConsent).run(stage.ctx(city), { id: other, version: 1, narrowedOn: today, groups: [{ direction: 'to_recipient', itemGroup: 'health' }] });
  const kept = model.consents.get(other);
  if (kept) Object.assign(kept, { version: 2, scopes: kept.scopes.filter((one) => one.itemGroup !== 'health') });
}
