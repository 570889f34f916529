import { RegisterClient } from '@madoguchi/clients';
import { RecordConsent } from '@madoguchi/consents';
import { RecordConsultation } from '@madoguchi/consultations';
import { isoDate } from '@madoguchi/kernel';
import { ConfirmPlacement, RecordPlacement } from '@madoguchi/placements';
import { AcceptReferral, DecideReferral, DraftReferral, ReturnReferral, ReviseReferral, SubmitReferral } from '@madoguchi/referrals';
import { WriteSupportPlan } from '@madoguchi/support-plans';
import { STANDARD_FORM } from '../../support/stories';
import type { Actor, Office, Person, Purpose, Scope } from './model';
import { monthsAfter, startOf } from './sharing-acts';
import type { Stage } from './stage';
import { TOWN } from './town';

/** Nobody is recorded twice as hired by one employer on one day. */
let shops = 0;

const both: readonly Purpose[] = ['support', 'report'];
const scopes = (direction: Scope['direction'], itemGroup: string, purposes: readonly Purpose[]): readonly Scope[] => purposes.map((purpose) => ({ direction, itemGroup, purpose }));

/** Little for one purpose, more for the other, nothing of some groups: each comparison of the gate has something to decide. */
const NARROW: readonly Scope[] = [
  ...scopes('to_recipient', 'basic', both),
  ...scopes('to_recipient', 'income', ['support']),
  ...scopes('to_recipient', 'household', ['support']),
  ...scopes('to_recipient', 'work_history', ['report']),
  ...scopes('from_recipient', 'placement', both),
];

/** A fixed scene at the end of a random story: two of one household, one of whom is shared, and one request that came back. */
export async function setScene(stage: Stage): Promise<void> {
  const { model, t } = stage;
  await t.owner.query("update staff set disabled_at = null; update assignment set valid_from = '2024-04-01', valid_until = '9999-12-31'");
  model.disabled.clear();
  for (const actor of model.actors) Object.assign(actor, { from: '2024-04-01', until: '9999-12-31' });
  const [city, head, navi] = [model.actor('cw1'), model.actor('kakaricho'), model.actor('navi1')];
  const shared = await register(stage, city, 'シバタ', 'head');
  const apart = await register(stage, city, 'シミズ', 'child');
  const consentTo = (office: Office): Promise<void> => consent(stage, city, shared, office);
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
}

async function register(stage: Stage, actor: Actor, kana: string, relation: string): Promise<Person> {
  const nth = stage.model.persons.size;
  const phone = `083-911-${String(2000 + nth)}`;
  const done = await stage.use(RegisterClient).run(stage.ctx(actor), {
    basic: { familyName: `場${nth}`, givenName: '一', familyKana: kana, givenKana: 'ハジメ', birthDate: isoDate('1990-05-05'), sex: 'male' },
    contact: { phone },
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: '仕事を探している',
    openedOn: isoDate(stage.model.today),
    duplicatesSeen: 'all',
    household: { caseNumber: '場面', relation, householdType: 'other' },
  });
  const person = { ...done, office: actor.office, kana, phone: phone.slice(-4) };
  stage.model.persons.set(done.id, person);
  return person;
}

async function consent(stage: Stage, actor: Actor, person: Person, recipient: Office): Promise<void> {
  const today = isoDate(stage.model.today);
  const lastDay = monthsAfter(today, 3);
  const { id } = await stage.use(RecordConsent).run(stage.ctx(actor), {
    personId: person.id,
    recipientOfficeId: recipient.id,
    formId: STANDARD_FORM,
    givenOn: today,
    method: 'written',
    lastDay,
    scopes: NARROW,
  });
  stage.model.consents.set(id, { id, person: person.id, source: actor.office, recipient, scopes: NARROW, from: startOf(today), until: startOf(lastDay) + 86_400_000, withdrawnAt: null });
}

async function send(stage: Stage, writer: Actor, decider: Actor, person: Person, recipient: Office): Promise<{ id: string; version: number }> {
  const draft = await stage.use(DraftReferral).run(stage.ctx(writer), { personId: person.id, caseId: person.caseId, recipientOfficeId: recipient.id, parts: [{ itemGroup: 'basic', body: '場面' }] });
  const sent = await stage.use(DecideReferral).run(stage.ctx(decider), await stage.use(SubmitReferral).run(stage.ctx(writer), draft));
  const { model } = stage;
  model.referrals.set(sent.id, { ...sent, person: person.id, source: writer.office, recipient, sentAt: model.now, sharingEndedAt: null });
  model.sendings.push({ referral: sent.id, person: person.id, sentOn: model.today });
  return sent;
}

function apply(stage: Stage, id: string, saved: { readonly version: number; readonly status: string }): void {
  const referral = stage.model.referrals.get(id);
  if (referral) Object.assign(referral, { version: saved.version, status: saved.status });
}

/** A contact, a plan and a confirmed placement. */
async function write(stage: Stage, actor: Actor, person: Person): Promise<void> {
  const today = isoDate(stage.model.today);
  const about = { personId: person.id, caseId: undefined };
  await stage.use(RecordConsultation).run(stage.ctx(actor), { ...about, occurredOn: today, mode: 'counter', attended: true, absenceReason: null, content: '場面', correctsId: null, next: null });
  await stage.use(WriteSupportPlan).run(stage.ctx(actor), { ...about, longTermGoal: '就職', periodFrom: today, periodUntil: monthsAfter(today, 6), reviewOn: today, goals: [], menus: [], members: [] });
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
