import { EditClient, RegisterClient } from '@madoguchi/clients';
import { RecordConsent } from '@madoguchi/consents';
import { IntroduceJob, RecordConsultation, RegisterJobSeeker } from '@madoguchi/consultations';
import { KeepDraft } from '@madoguchi/documents';
import { addDays, isoDate } from '@madoguchi/kernel';
import { ConfirmPlacement, ReadPlacements, RecordPlacement, RecordRetention } from '@madoguchi/placements';
import { AcceptReferral, DecideReferral, DraftReferral, ReturnReferral, ReviseReferral, SubmitReferral } from '@madoguchi/referrals';
import { WriteSupportPlan } from '@madoguchi/support-plans';
import { STANDARD_FORM } from '../../world/facts';
import type { Actor, Office, Person, Purpose, Scope } from './model';
import { monthsAfter, startOf } from './sharing-acts';
import type { Stage } from './stage';
import { TOWN } from './town';
import { remindOne } from './work-acts';

/** Nobody is recorded twice as hired by one employer on one day. */
let shops = 0;

const both: readonly Purpose[] = ['support', 'report'];
const scopes = (direction: Scope['direction'], itemGroup: string, purposes: readonly Purpose[]): readonly Scope[] => purposes.map((purpose) => ({ direction, itemGroup, purpose }));

/** Little for one purpose, more for the other, nothing of some groups: each comparison of the gate has something to decide. */
export const NARROW: readonly Scope[] = [
  ...scopes('to_recipient', 'basic', both),
  ...scopes('to_recipient', 'income', ['support']),
  ...scopes('to_recipient', 'household', ['support']),
  ...scopes('to_recipient', 'work_history', ['report']),
  ...scopes('from_recipient', 'placement', both),
];

/** All that the standard form lets through, for support alone: so that every group has something that only a consent opens. */
export const WIDE: readonly Scope[] = [
  ...['basic', 'contact', 'household', 'health', 'income', 'work_history', 'plan', 'placement'].flatMap((group) => scopes('to_recipient', group, ['support'])),
  ...['basic', 'consultation', 'plan', 'job_search', 'placement'].flatMap((group) => scopes('from_recipient', group, ['support'])),
];

/**
 * A fixed scene at the end of a random story: two of one household, one of whom is shared, one request that came back,
 * and somebody of whom almost everything is shared.
 */
export async function setScene(stage: Stage): Promise<void> {
  const { model } = stage;
  await everybodyAtWork(stage);
  const [city, head, navi] = [model.actor('cw1'), model.actor('kakaricho'), model.actor('navi1')];
  const shared = await register(stage, city, 'シバタ', 'head');
  const apart = await register(stage, city, 'シミズ', 'child');
  const consentTo = (office: Office): Promise<string> => consent(stage, city, shared, office, NARROW);
  await consentTo(TOWN.helloWork);
  await consentTo(TOWN.secondHelloWork);

  const accepted = await send(stage, city, head, shared, TOWN.helloWork);
  apply(stage, accepted.id, await stage.use(AcceptReferral).run(stage.ctx(navi), accepted));
  model.wrote(shared.id, navi.office);
  const second = await send(stage, city, head, shared, TOWN.secondHelloWork);
  const returned = await stage.use(ReturnReferral).run(stage.ctx(model.actor('second-navi')), { ...second, reason: 'packet_incomplete' });
  const referral = model.referrals.get(second.id);
  if (referral) referral.sharingEndedAt = model.now;
  apply(stage, second.id, await stage.use(ReviseReferral).run(stage.ctx(city), returned));

  for (const actor of [city, navi]) await write(stage, actor, shared);
  await write(stage, city, apart);
  await openWide(stage, city, head, navi);
  for (const office of [TOWN.welfare, TOWN.helloWork]) await remindOne(stage, office.id);
}

export async function everybodyAtWork({ model, t }: Stage): Promise<void> {
  await t.owner.query("update staff set disabled_at = null; update assignment set valid_from = '2024-04-01', valid_until = '9999-12-31'");
  model.disabled.clear();
  for (const actor of model.actors) Object.assign(actor, { from: '2024-04-01', until: '9999-12-31' });
}

async function openWide(stage: Stage, city: Actor, head: Actor, navi: Actor): Promise<void> {
  const wide = await register(stage, city, 'スギモト', 'sibling');
  await consent(stage, city, wide, TOWN.helloWork, WIDE);
  const accepted = await send(stage, city, head, wide, TOWN.helloWork);
  apply(stage, accepted.id, await stage.use(AcceptReferral).run(stage.ctx(navi), accepted));
  stage.model.wrote(wide.id, navi.office);
  for (const actor of [city, navi]) await write(stage, actor, wide);
  for (const actor of [city, navi]) await leave(stage, actor, wide);
  // The second office has been asked and has written nothing: all that it sees, the number too, comes of the consent.
  await consent(stage, city, wide, TOWN.secondHelloWork, WIDE);
  await send(stage, city, head, wide, TOWN.secondHelloWork);
  // A consent that another office took, and under which nobody has asked for anything, opens nothing of its own.
  await consent(stage, navi, wide, TOWN.secondHelloWork, WIDE);
  // Somebody at two desks has a text on one of them.
  await stage.use(KeepDraft).save(stage.ctx(stage.model.actor('cw2')), 'consultation', wide.id, { content: '途中' });
}

export async function register(stage: Stage, actor: Actor, kana: string, relation: string): Promise<Person> {
  const nth = stage.model.persons.size;
  const phone = `083-911-${String(2000 + nth)}`;
  const birth = '1990-05-05';
  const done = await stage.use(RegisterClient).run(stage.ctx(actor), {
    basic: { familyName: `場${nth}`, givenName: '一', familyKana: kana, givenKana: 'ハジメ', birthDate: isoDate(birth), sex: 'male' },
    contact: { phone },
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: '仕事を探している',
    openedOn: isoDate(stage.model.today),
    duplicatesSeen: 'all',
    household: { caseNumber: '場面', relation, householdType: 'other' },
  });
  const person = { ...done, office: actor.office, kana, phone: phone.slice(-4), birth };
  stage.model.persons.set(done.id, person);
  stage.model.wroteFirst('contact', done.id, actor.office);
  stage.model.wroteFirst('household', done.id, actor.office);
  return person;
}

export async function consent(stage: Stage, actor: Actor, person: Person, recipient: Office, given: readonly Scope[], whole = false, formId = STANDARD_FORM): Promise<string> {
  const today = isoDate(stage.model.today);
  const lastDay = monthsAfter(today, 3);
  const { id } = await stage.use(RecordConsent).run(stage.ctx(actor), {
    personId: person.id,
    recipientOfficeId: recipient.id,
    formId,
    givenOn: today,
    method: 'written',
    lastDay,
    scopes: given,
    wholeOrganisation: whole,
  });
  stage.model.consents.set(id, { id, person: person.id, source: actor.office, recipient, whole, scopes: given, from: startOf(today), until: startOf(lastDay) + 86_400_000, withdrawnAt: null, supersededAt: null, version: 1 });
  return id;
}

export async function send(stage: Stage, writer: Actor, decider: Actor, person: Person, recipient: Office): Promise<{ id: string; version: number }> {
  const draft = await stage.use(DraftReferral).run(stage.ctx(writer), { personId: person.id, caseId: person.caseId, recipientOfficeId: recipient.id, parts: [{ itemGroup: 'basic', body: '場面' }] });
  const sent = await stage.use(DecideReferral).run(stage.ctx(decider), await stage.use(SubmitReferral).run(stage.ctx(writer), draft));
  const { model } = stage;
  model.referrals.set(sent.id, { ...sent, person: person.id, source: writer.office, recipient, sentAt: model.now, sharingEndedAt: null });
  model.sendings.push({ referral: sent.id, person: person.id, sentOn: model.today });
  return sent;
}

export function apply(stage: Stage, id: string, saved: { readonly version: number; readonly status: string }): void {
  const referral = stage.model.referrals.get(id);
  if (referral) Object.assign(referral, { version: saved.version, status: saved.status });
}

/** A separation: the first check after the placement found the person gone. */
async function leave(stage: Stage, actor: Actor, person: Person): Promise<void> {
  const placements = await stage.use(ReadPlacements).run(stage.ctx(actor), person.id);
  const own = await stage.record('retention_check', (field) => field('person_id') === person.id && field('source_organisation_id') === actor.office.organisation && placements.some((one) => one.id === field('placement_id')));
  if (!own) throw new Error(`${actor.login} has no check to record`);
  const today = isoDate(stage.model.today);
  await stage.use(RecordRetention).run(stage.ctx(actor), {
    checkId: own.id, version: own.version, attemptedOn: today, reached: true, askedWhom: 'client', outcome: 'left', leftOn: today, separationReason: 'own_choice', note: null,
  });
}

/** What each side knows, a contact, a plan with its parts, a job search where that is the office's work, and a confirmed placement. */
export async function write(stage: Stage, actor: Actor, person: Person, second = false): Promise<void> {
  const today = isoDate(stage.model.today);
  const about = { personId: person.id, caseId: undefined };
  const edits = stage.use(EditClient);
  // What an organisation writes once is there when its second office writes.
  if (!second) await edits.held(stage.ctx(actor), 'health', person.id, 0, { conditionNote: '場面', obstacleNote: '' });
  if (!second) await edits.held(stage.ctx(actor), 'workHistory', person.id, 0, { historyNote: '場面', licenceNote: '', wishNote: '' });
  await stage.use(RecordConsultation).run(stage.ctx(actor), {
    ...about, occurredOn: today, mode: 'counter', attended: true, absenceReason: null, content: '場面', correctsId: null,
    next: { plannedOn: addDays(today, 7), plannedTime: null, place: '窓口', staffId: actor.staff },
  });
  await stage.use(WriteSupportPlan).run(stage.ctx(actor), {
    ...about, longTermGoal: '就職', periodFrom: today, periodUntil: monthsAfter(today, 6), reviewOn: today,
    goals: [{ goal: '応募する', owner: 'client', dueOn: today }],
    menus: [{ menu: 'career_consulting', owner: 'hello_work', periodFrom: today, periodUntil: monthsAfter(today, 6) }],
    members: [{ staffId: actor.staff, duty: '担当' }],
  });
  if (actor.role === 'navigator' && !second) await seekWork(stage, actor, person);
  const placed = await stage.use(RecordPlacement).run(stage.ctx(actor), {
    ...about,
    introductionId: null,
    introducedOn: null,
    hiredOn: today,
    route: 'self',
    term: 'regular',
    hours: 'full_time',
    permanentEmployee: false,
    dispatched: false,
    weeklyHours: 38,
    employerName: `試験商店${(shops += 1)}`,
    occupation: '販売',
  });
  await stage.use(ConfirmPlacement).run(stage.ctx(actor), placed.id, placed.version, today);
  stage.model.wrote(person.id, actor.office);
}

async function seekWork(stage: Stage, actor: Actor, person: Person): Promise<void> {
  const today = isoDate(stage.model.today);
  const about = { personId: person.id, caseId: undefined };
  const registrationNumber = `35010-9${String(stage.model.persons.size).padStart(7, '0')}`;
  await stage.use(RegisterJobSeeker).run(stage.ctx(actor), { ...about, registrationNumber, registeredOn: today, validUntil: monthsAfter(today, 12), firstEver: 'unknown', lastUsedOn: null, wish: 'full_time' });
  await stage.use(IntroduceJob).introduce(stage.ctx(actor), { ...about, introducedOn: today, openingNumber: '35010-00000001', employerName: '場面商店', occupation: '販売', consultationId: null });
}
