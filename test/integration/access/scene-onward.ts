import { NarrowConsent } from '@madoguchi/consents';
import { addDays, isoDate } from '@madoguchi/kernel';
import { AskOnwardSharing, DecideOnwardSharing, EndOnwardSharing } from '@madoguchi/onward-sharing';
import { RecordProtection } from '@madoguchi/protection';
import { ONWARD_FORM } from '../../world/facts';
import { protectedNow } from './guard-acts';
import type { Office, Onward, Person, Scope } from './model';
import { consent, register, WIDE, write } from './scene';
import { share } from './scene-guarded';
import type { Stage } from './stage';
import { TOWN } from './town';

const PASSED: readonly Scope[] = [
  { direction: 'to_recipient', itemGroup: 'basic', purpose: 'support' },
  { direction: 'to_recipient', itemGroup: 'basic', purpose: 'report' },
  ...['basic', 'consultation', 'job_search', 'placement'].map((itemGroup): Scope => ({ direction: 'onward', itemGroup, purpose: 'support' })),
];

/**
 * 再提供, one case on either side of each rule: approved in part, waiting, refused, taken back, of a
 * person whose first consent lets less through, and under an expired paper.
 */
export async function setOnwardScene(stage: Stage): Promise<void> {
  const { model } = stage;
  const [passed, other] = [await shared(stage, 'ナカタ', WIDE), await shared(stage, 'ニシダ', WIDE.filter((one) => one.itemGroup !== 'consultation'))];
  for (const person of [passed, other]) await consent(stage, model.actor('cw1'), person, TOWN.secondWelfare, PASSED, false, ONWARD_FORM);
  // The whole organisation is named; one of its offices is asked for.
  await consent(stage, model.actor('cw1'), passed, TOWN.contractor, PASSED.filter((one) => one.itemGroup !== 'placement'), true, ONWARD_FORM);
  stage.setClock(model.now + 1_000);
  const partly = await ask(stage, passed, TOWN.secondWelfare, ['basic', 'consultation', 'placement']);
  await answer(stage, partly, ['consultation', 'placement']);
  await answer(stage, await ask(stage, passed, TOWN.contractor, ['consultation', 'job_search']), ['consultation', 'job_search']);
  await answer(stage, await ask(stage, other, TOWN.secondWelfare, ['job_search']), []);
  const back = await ask(stage, other, TOWN.secondWelfare, ['placement', 'job_search']);
  await answer(stage, back, ['job_search']);
  stage.setClock(model.now + 1_000);
  Object.assign(back, { version: (await stage.use(EndOnwardSharing).run(stage.ctx(model.actor('toukatsu')), { id: back.id, version: back.version, side: 'origin' })).version, endedAt: model.now });
  await ask(stage, other, TOWN.secondWelfare, ['basic', 'placement']);
  await lessThanBefore(stage, passed);
  await underMeasure(stage);
}

/** The person takes back what the passing office was let see, and what it might pass on: the third one sees neither any longer. */
async function lessThanBefore(stage: Stage, person: Person): Promise<void> {
  await takeBack(stage, person, TOWN.helloWork, 'from_recipient', 'placement');
  await takeBack(stage, person, TOWN.contractor, 'onward', 'job_search');
}

async function takeBack(stage: Stage, person: Person, recipient: Office, direction: Scope['direction'], itemGroup: string): Promise<void> {
  const { model } = stage;
  const consent = [...model.consents.values()].find((one) => one.person === person.id && one.recipient.id === recipient.id);
  if (!consent) throw new Error('The scene has a consent to narrow');
  const { version } = await stage.use(NarrowConsent).run(stage.ctx(model.actor('cw1')), { id: consent.id, version: consent.version, narrowedOn: isoDate(model.today), groups: [{ direction, itemGroup }] });
  Object.assign(consent, { version, scopes: consent.scopes.filter((one) => one.direction !== direction || one.itemGroup !== itemGroup) });
}

/** One that waits and one that works, when a measure begins. */
async function underMeasure(stage: Stage): Promise<void> {
  const { model } = stage;
  const city = model.actor('cw1');
  const person = await shared(stage, 'ヌマタ', WIDE);
  for (const recipient of [TOWN.secondWelfare, TOWN.contractor]) {
    await consent(stage, city, person, recipient, PASSED, false, ONWARD_FORM);
    const asked = await ask(stage, person, recipient, ['basic', 'consultation']);
    if (recipient === TOWN.contractor) await answer(stage, asked, ['consultation']);
  }
  stage.setClock(model.now + 1_000);
  const today = isoDate(model.today);
  const { id } = await stage.use(RecordProtection).run(stage.ctx(city), { personId: person.id, kind: 'official', startedOn: today, expiresOn: addDays(today, 30), companions: [] });
  await protectedNow(stage, person, city, id);
}

/** A person of the city about whom both sides have written. */
async function shared(stage: Stage, kana: string, scopes: readonly Scope[]): Promise<Person> {
  const { model } = stage;
  const person = await register(stage, model.actor('cw1'), kana, 'sibling');
  await consent(stage, model.actor('cw1'), person, TOWN.helloWork, scopes);
  await share(stage, person, 'navi1', TOWN.helloWork);
  for (const login of ['cw1', 'navi1']) await write(stage, model.actor(login), person);
  return person;
}

async function ask(stage: Stage, person: Person, recipient: Office, groups: readonly string[]): Promise<Onward> {
  const { model } = stage;
  const actor = model.actor('cw1');
  const { id } = await stage.use(AskOnwardSharing).run(stage.ctx(actor), { personId: person.id, originOfficeId: TOWN.helloWork.id, recipientOfficeId: recipient.id, itemGroups: groups, reason: '場面' });
  const onward: Onward = {
    id, person: person.id, office: actor.office, origin: TOWN.helloWork, recipient, groups, askedBy: actor.staff, version: 1, until: Infinity, endedAt: null,
    decision: null, from: 0, approved: [],
  };
  model.onward.push(onward);
  return onward;
}

async function answer(stage: Stage, onward: Onward, groups: readonly string[]): Promise<void> {
  const { model } = stage;
  const decision = groups.length > 0 ? 'approved' : 'refused';
  const { version } = await stage.use(DecideOnwardSharing).run(stage.ctx(model.actor('toukatsu')), { id: onward.id, version: onward.version, decision, itemGroups: groups });
  Object.assign(onward, { decision, approved: groups, version, from: model.now });
}
