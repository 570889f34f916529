import { addDays, addMonths, isoDate } from '@madoguchi/kernel';
import { EditClient, RegisterClient } from '@madoguchi/clients';
import { RecordConsent, WithdrawConsent } from '@madoguchi/consents';
import {
  AcceptReferral,
  AssignReferral,
  CloseReferral,
  DecideReferral,
  DeclineReferral,
  DraftReferral,
  EditReferral,
  RecallReferral,
  ReturnReferral,
  ReviseReferral,
  SendBackReferral,
  SubmitReferral,
} from '@madoguchi/referrals';
import { NARROW_FORM, ONWARD_FORM, STANDARD_FORM } from '../../world/facts';
import { type Actor, type Consent, GROUPS, type Office, type Onward, type Person, type Referral, type Scope } from './model';
import type { Stage } from './stage';
import { TOWN } from './town';

type Act = (stage: Stage) => Promise<void>;
const KANA = ['アオキ', 'イトウ', 'ウエダ', 'エンドウ', 'オオタ', 'カトウ', 'キムラ', 'クドウ'] as const;
/** Any office that works with persons. */
const THIRD_PARTIES: readonly Office[] = [TOWN.secondWelfare, TOWN.contractor, TOWN.contractor, TOWN.selfReliance, TOWN.secondHelloWork];
const RECIPIENTS: readonly Office[] = [TOWN.helloWork, TOWN.secondHelloWork];
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+09:00`);

/** Persons, their consents, and the requests under them: all from which access between offices follows. */
export const register: Act = async (stage) => {
  const { chance, model } = stage;
  if (model.persons.size >= 6) return;
  const office = chance.pick([TOWN.welfare, TOWN.welfare, TOWN.selfReliance, TOWN.secondWelfare]);
  const actor = stage.somebody(office, 'caseworker', 'reception', 'supervisor');
  const nth = model.persons.size;
  const kana = KANA[nth] ?? 'カトウ';
  const phone = `083-900-${String(1000 + nth)}`;
  const birth = addDays(isoDate('1970-01-01'), nth * 40);
  const inHousehold = chance.often(0.7);
  const done = await stage.attempt('registers', actor, (ctx) =>
    stage.use(RegisterClient).run(ctx, {
      basic: { familyName: `試${nth}`, givenName: '花子', familyKana: kana, givenKana: 'ハナコ', birthDate: birth, sex: 'female' },
      contact: { phone, address: '山口市' },
      programme: 'welfare_self_reliance',
      welfareStatus: 'welfare_recipient',
      chiefComplaint: '仕事を探している',
      openedOn: isoDate(model.today),
      duplicatesSeen: 'all',
      ...(inHousehold ? { household: { caseNumber: `世帯${nth % 2}`, relation: nth < 2 ? 'head' : 'child', householdType: 'other' } } : {}),
    }),
  );
  if (!done) return;
  model.persons.set(done.id, { ...done, office: actor.office, kana, phone: phone.slice(-4), birth });
  model.wroteFirst('contact', done.id, actor.office);
  if (inHousehold) model.wroteFirst('household', done.id, actor.office);
};

export const edit: Act = async (stage) => {
  const person = stage.person();
  if (!person) return;
  const actor = stage.somebody(stage.party(person));
  const use = stage.use(EditClient);
  const held = async (table: string): Promise<number> =>
    (await stage.record(table, (field) => field('person_id') === person.id && field('source_organisation_id') === actor.office.organisation))?.version ?? 0;
  const group = stage.chance.pick(['health', 'work_history', 'contact'] as const);
  const version = await held(`person_${group}`);
  const done = await stage.about(`edits ${group} of`, actor, person, (ctx) => {
    if (group === 'health') return use.held(ctx, 'health', person.id, version, { conditionNote: '通院中', obstacleNote: '' });
    if (group === 'contact') return use.held(ctx, 'contact', person.id, version, { phone: `083-900-${person.phone}`, address: '防府市' });
    return use.held(ctx, 'workHistory', person.id, version, { historyNote: '販売', licenceNote: '', wishNote: '' });
  });
  if (!done) return;
  stage.model.wrote(person.id, actor.office);
  if (group === 'contact') stage.model.wroteFirst('contact', person.id, actor.office);
};

export const consent: Act = async (stage) => {
  const { chance, model } = stage;
  const person = stage.person();
  if (!person) return;
  const actor = stage.somebody(person.office, 'caseworker', 'supervisor');
  const form = chance.pick([STANDARD_FORM, STANDARD_FORM, NARROW_FORM, NARROW_FORM, ONWARD_FORM]);
  const recipient = chance.pick(form === ONWARD_FORM ? THIRD_PARTIES : RECIPIENTS);
  const whole = chance.often(0.3);
  const chosen = await crossedOut(stage, form, 0.6);
  const givenOn = addDays(isoDate(model.today), -chance.below(3));
  const lastDay = addDays(isoDate(model.today), chance.pick([0, 3, 20, 200, 200, 200]));
  const done = await stage.about('records a consent of', actor, person, (ctx) =>
    stage.use(RecordConsent).run(ctx, { personId: person.id, recipientOfficeId: recipient.id, formId: form, givenOn, method: 'written', lastDay, scopes: chosen, wholeOrganisation: whole }),
  );
  if (!done) return;
  const given: Consent = {
    id: done.id,
    person: person.id,
    source: actor.office,
    recipient,
    whole,
    scopes: chosen,
    from: startOf(givenOn),
    until: startOf(addDays(lastDay, 1)),
    withdrawnAt: null,
    supersededAt: null,
    version: 1,
  };
  model.consents.set(done.id, given);
  model.wrote(person.id, actor.office);
};

/** What a person lets through of a form: always who the person is, and the rest as it comes. */
export async function crossedOut(stage: Stage, form: string, share: number): Promise<readonly Scope[]> {
  const { rows } = await stage.t.owner.query<Scope>('select direction, item_group as "itemGroup", purpose from consent_form_scope where form_id = $1', [form]);
  return rows.filter((one) => (one.itemGroup === 'basic' && one.direction === 'to_recipient') || stage.chance.often(share));
}

export const withdraw: Act = async (stage) => {
  const { model, chance } = stage;
  const open = [...model.consents.values()].filter((one) => one.withdrawnAt === null && (one.supersededAt === null || chance.often(0.1)));
  if (open.length === 0) return;
  const consent = chance.pick(open);
  const actor = stage.somebody(consent.source, 'caseworker', 'supervisor');
  const wasInForce = stage.oracle.inForce(consent);
  const another = anotherInForce(stage, consent);
  const done = await stage.attempt(`withdraws ${consent.id.slice(0, 8)}`, actor, (ctx) =>
    stage.use(WithdrawConsent).run(ctx, { id: consent.id, version: consent.version, withdrawnOn: isoDate(model.today), supportContinues: chance.pick(['yes', 'no', 'undecided'] as const) }),
  );
  if (!done) return;
  if (actor.office.id !== consent.source.id) stage.trespasses.push(`${actor.login}: withdraws ${consent.id}`);
  await withdrawn(stage, consent, !wasInForce && another);
};

/** A consent was withdrawn. @param outlived an old one that ran out ends nothing of what a newer one lets through */
export async function withdrawn(stage: Stage, consent: Consent, outlived: boolean): Promise<void> {
  consent.withdrawnAt = stage.model.now;
  consent.version += 1;
  if (outlived) return;
  for (const referral of stage.model.referrals.values()) if (isUnder(stage, consent, referral)) await endByWithdrawal(stage, referral);
  for (const onward of stage.model.onward) if (restsOn(stage, consent, onward)) Object.assign(onward, { endedAt: stage.model.now, version: onward.version + 1 });
}

/** Passing on rests on the consent to its recipient, and on the one by which the information came, whichever side took it. */
function restsOn({ oracle }: Stage, consent: Consent, onward: Onward): boolean {
  if (onward.person !== consent.person || onward.endedAt !== null || onward.decision === 'refused') return false;
  const took = (office: Office): boolean => consent.source.id === office.id;
  return (took(onward.office) && (oracle.names(consent, onward.recipient) || oracle.names(consent, onward.origin))) || (took(onward.origin) && oracle.names(consent, onward.office));
}

function holdsPlace(referral: Referral): boolean {
  return ['draft', 'submitted', 'sent', 'assigned'].includes(referral.status) || (referral.status === 'accepted' && referral.sharingEndedAt === null);
}

/** A request of the office that took the consent, to an office that it names. */
function isUnder({ oracle }: Stage, consent: Consent, request: Pick<Referral, 'person' | 'source' | 'recipient'>): boolean {
  return consent.person === request.person && consent.source.id === request.source.id && oracle.names(consent, request.recipient);
}

/** Another consent in force lets the same office do the same. */
export function anotherInForce(stage: Stage, consent: Consent): boolean {
  return [...stage.model.consents.values()].some(
    (one) => one !== consent && stage.oracle.inForce(one) && one.person === consent.person && one.source.id === consent.source.id && (stage.oracle.names(one, consent.recipient) || stage.oracle.names(consent, one.recipient)),
  );
}

/** Consents in force, each with an office that it names and that has no request under it. */
export function unasked(stage: Stage): readonly (readonly [Consent, Office])[] {
  const { model, oracle } = stage;
  const busy = (under: Consent, office: Office): boolean => [...model.referrals.values()].some((one) => one.recipient.id === office.id && isUnder(stage, under, one) && holdsPlace(one));
  return [...model.consents.values()]
    .filter((one) => oracle.inForce(one))
    .flatMap((one) => RECIPIENTS.filter((office) => oracle.names(one, office) && !busy(one, office)).map((office) => [one, office] as const));
}

async function endByWithdrawal(stage: Stage, referral: Referral): Promise<void> {
  const before = referral.status;
  if (['draft', 'submitted', 'sent', 'assigned'].includes(before)) referral.status = 'recalled';
  else if (!['accepted', 'closed'].includes(before) || referral.sharingEndedAt !== null) return;
  if (referral.sentAt !== null) referral.sharingEndedAt ??= stage.model.now;
  referral.version = await versionOf(stage, referral);
}

async function versionOf(stage: Stage, referral: Referral): Promise<number> {
  const { rows } = await stage.t.owner.query<{ version: number }>('select version from referral where id = $1', [referral.id]);
  return rows[0]?.version ?? 0;
}

export const draft: Act = async (stage) => {
  const { chance, model } = stage;
  const free = unasked(stage);
  const [under, named] = free.length > 0 && chance.often(0.9) ? chance.pick(free) : [];
  const person = under ? model.person(under.person) : stage.person();
  if (!person) return;
  const actor = stage.somebody(person.office, 'caseworker');
  const given = [...model.consents.values()].filter((one) => one.person === person.id);
  const recipient = named ?? chance.pick(RECIPIENTS);
  const covered = new Set(given.filter((one) => stage.oracle.names(one, recipient) && stage.oracle.inForce(one)).flatMap((one) => one.scopes.filter((scope) => scope.direction === 'to_recipient' && scope.purpose === 'support').map((scope) => scope.itemGroup)));
  const groups = GROUPS.filter((group) => covered.has(group) && (group === 'basic' || chance.often(0.5)));
  const done = await stage.about('drafts a request for', actor, person, (ctx) =>
    stage.use(DraftReferral).run(ctx, { personId: person.id, caseId: person.caseId, recipientOfficeId: recipient.id, parts: groups.map((itemGroup) => ({ itemGroup, body: `${itemGroup}の内容` })) }),
  );
  if (!done) return;
  model.referrals.set(done.id, { ...done, person: person.id, source: actor.office, recipient, sentAt: null, sharingEndedAt: null });
  model.wrote(person.id, actor.office);
};

/** Moves one request on, mostly by who may. */
export const moveReferral: Act = async (stage) => {
  const { chance } = stage;
  const referral = chance.often(0.9) ? stage.referral('draft', 'submitted', 'sent', 'assigned', 'returned') : stage.referral('accepted');
  if (!referral) return;
  const act = chance.pick<Move>(MOVES[referral.status] ?? ['recall']);
  const side = ['take', 'accept', 'return', 'decline', 'close'].includes(act) ? referral.recipient : referral.source;
  const actor = stage.somebody(side, ...(act === 'decide' || act === 'sendBack' ? ['supervisor'] : []));
  const command = { id: referral.id, version: referral.version };
  const done = await stage.aboutReferral(act, actor, referral, async (ctx) => {
    switch (act) {
      case 'edit':
        return stage.use(EditReferral).run(ctx, { ...command, parts: [{ itemGroup: 'basic', body: '書き直した' }] });
      case 'submit':
        return stage.use(SubmitReferral).run(ctx, command);
      case 'decide':
        return stage.use(DecideReferral).run(ctx, command);
      case 'sendBack':
        return stage.use(SendBackReferral).run(ctx, { ...command, reason: '記入もれ' });
      case 'take':
        return stage.use(AssignReferral).take(ctx, command);
      case 'accept':
        return stage.use(AcceptReferral).run(ctx, command);
      case 'return':
        return stage.use(ReturnReferral).run(ctx, { ...command, reason: 'packet_incomplete' });
      case 'decline':
        return stage.use(DeclineReferral).run(ctx, { ...command, declinedBy: 'capacity' });
      case 'recall':
        return stage.use(RecallReferral).run(ctx, command);
      case 'revise':
        return stage.use(ReviseReferral).run(ctx, command);
      case 'close':
        return stage.use(CloseReferral).run(ctx, command);
    }
  });
  if (done) moved(stage, referral, act, actor, done);
};

/** A request has moved: what follows from it for everybody. */
export function moved({ model }: Stage, referral: Referral, act: Move, actor: Actor, done: { readonly version: number; readonly status: string }): void {
  Object.assign(referral, { version: done.version, status: done.status });
  if (act === 'decide') {
    Object.assign(referral, { sentAt: model.now, sharingEndedAt: null });
    model.sendings.push({ referral: referral.id, person: referral.person, sentOn: model.today });
  }
  if (act === 'accept') model.wrote(referral.person, actor.office);
  if (['return', 'decline', 'recall'].includes(act) && referral.sentAt !== null) referral.sharingEndedAt ??= model.now;
}

export type Move = 'edit' | 'submit' | 'decide' | 'sendBack' | 'take' | 'accept' | 'return' | 'decline' | 'recall' | 'revise' | 'close';
export const MOVES: Readonly<Record<string, readonly Move[]>> = {
  draft: ['edit', 'edit', 'submit', 'submit', 'submit', 'submit', 'submit', 'submit', 'submit', 'recall'],
  submitted: ['decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'sendBack', 'recall'],
  sent: ['take', 'take', 'accept', 'accept', 'accept', 'return', 'return', 'decline', 'recall'],
  assigned: ['accept', 'accept', 'accept', 'return', 'return', 'decline', 'recall'],
  accepted: ['close'],
  returned: ['revise'],
};

/** A day of the calendar, for records that the town writes. */
export const monthsAfter = (day: string, months: number): ReturnType<typeof addMonths> => addMonths(isoDate(day), months);
export type { Act, Person };
