import { RegisterClient, type RegisterClientCommand } from '@madoguchi/clients';
import { ConsentPaperFile, RecordConsent, WithdrawConsent } from '@madoguchi/consents';
import type { IsoDate } from '@madoguchi/kernel';
import { AcceptReferral, AssignReferral, DecideReferral, DeclineReferral, DraftReferral, RecallReferral, ReturnReferral, SubmitReferral } from '@madoguchi/referrals';
import { CONSENT_FORM_ROWS } from '../../../../../migrations/reference/codes';
import { madeUpScan } from '../made-up-scan';
import { OFFICES } from '../organisations';
import { chance, pick, type Rng, wholeNumber } from '../people/prng';
import type { Actors } from './actors';
import { type Cast, workday } from './cast';
import { workStory } from './work-story';
import { isReferred } from './path';

/** Forms under which a request goes to Hello Work. */
const SHARING_FORMS = CONSENT_FORM_ROWS.filter((form) => form.scopes.every(([direction]) => direction !== 'onward'));

const DESKS = {
  welfare: { workers: ['cw1', 'cw2', 'shuro'], supervisor: 'kakaricho', status: 'welfare_recipient', programme: 'welfare_self_reliance' },
  selfReliance: { workers: ['soudan'], supervisor: 'soudan-shunin', status: 'self_reliance', programme: 'self_reliance' },
  singleParent: { workers: ['hitorioya'], supervisor: 'hitorioya-kakaricho', status: 'child_allowance', programme: 'single_parent' },
} as const;

const COMPLAINTS = ['仕事を探している', '収入を増やしたい', '体調に合う仕事を知りたい', '子どもを預けて働きたい', '資格を生かして働きたい'] as const;
const BASICS = ['就労の意欲が高い。', '短時間から始めたい。', '通院日に配慮してほしい。', '自転車で通える範囲を希望。'] as const;
const HISTORIES = ['小売店での販売が6年。', '製造の軽作業が3年。', '介護補助が2年。', '事務が5年、離職して1年。', '清掃が4年。'] as const;

/**
 * One person's story. It yields the day of its next event and then does it, so that a scheduler can let many stories
 * happen in the order of the calendar.
 */
export async function* personStory(actors: Actors, cast: Cast, rng: Rng): AsyncGenerator<IsoDate, void, void> {
  const desk = DESKS[cast.desk];
  const worker = pick(rng, desk.workers);
  let day = workday(cast.opensOn, 0);
  yield day;
  const client = await actors.use(RegisterClient).run(actors.on(day, worker), registrationOf(cast, desk.status, desk.programme, day, rng));
  const who = { personId: client.id, caseId: client.caseId };
  if (cast.path === 'registered') return;

  day = workday(day, wholeNumber(rng, 0, 6));
  yield day;
  const form = pick(rng, SHARING_FORMS);
  const oral = chance(rng, 0.1);
  const consent = await actors.use(RecordConsent).run(actors.on(day, worker), {
    personId: client.id,
    recipientOfficeId: OFFICES.helloWork.id,
    formId: form.id,
    givenOn: day,
    method: oral ? 'oral' : 'written',
    witness: oral ? '内田 みどり' : undefined,
    lastDay: undefined,
    scopes: undefined,
  });
  // Two of three scan the paper while the client is still there.
  if (!oral && cast.serial % 3 !== 0) await actors.use(ConsentPaperFile).attach(actors.on(day, worker), consent.id, madeUpScan());
  if (cast.path === 'consented') return;

  const draft = await actors.use(DraftReferral).run(actors.on(day, worker), {
    ...who,
    recipientOfficeId: OFFICES.helloWork.id,
    parts: [
      { itemGroup: 'basic', body: pick(rng, BASICS) },
      { itemGroup: 'work_history', body: pick(rng, HISTORIES) },
    ],
  });
  if (cast.path === 'drafted') return;
  const submitted = await actors.use(SubmitReferral).run(actors.on(day, worker), { id: draft.id, version: draft.version });
  if (cast.path === 'submitted') return;

  day = workday(day, wholeNumber(rng, 0, 2));
  yield day;
  const sent = await actors.use(DecideReferral).run(actors.on(day, desk.supervisor), { id: submitted.id, version: submitted.version, sentOn: undefined });
  if (cast.path === 'sent' || !isReferred(cast.path)) return;
  if (cast.path === 'recalled') {
    day = workday(day, 2);
    yield day;
    await actors.use(RecallReferral).run(actors.on(day, worker), { id: sent.id, version: sent.version, reason: '就労の方針を見直すため' });
    return;
  }

  day = workday(day, wholeNumber(rng, 0, 2));
  yield day;
  const navigator = pick(rng, ['navi1', 'navi2'] as const);
  const taken = await actors.use(AssignReferral).take(actors.on(day, navigator), { id: sent.id, version: sent.version });
  if (cast.path === 'assigned') return;
  day = workday(day, wholeNumber(rng, 0, 3));
  yield day;
  const reply = { id: taken.id, version: taken.version };
  if (cast.path === 'returned') {
    await actors.use(ReturnReferral).run(actors.on(day, navigator), { ...reply, reason: 'packet_incomplete', note: '希望する時間帯を追記してください。' });
    return;
  }
  if (cast.path === 'declined') {
    await actors.use(DeclineReferral).run(actors.on(day, navigator), { ...reply, declinedBy: pick(rng, ['client', 'unsuitable', 'lost_contact'] as const), note: undefined });
    return;
  }
  const accepted = await actors.use(AcceptReferral).run(actors.on(day, navigator), reply);
  const withdraw = async (on: IsoDate): Promise<void> => {
    await actors.use(WithdrawConsent).run(actors.on(on, worker), {
      id: consent.id,
      version: consent.version,
      withdrawnOn: on,
      supportContinues: pick(rng, ['yes', 'undecided'] as const),
      note: undefined,
    });
  };
  yield* workStory(actors, { ...cast, ...who, worker, supervisor: desk.supervisor, navigator, referral: accepted, withdraw }, day, rng);
}

function registrationOf(cast: Cast, status: RegisterClientCommand['welfareStatus'], programme: string, day: IsoDate, rng: Rng): RegisterClientCommand {
  const { person } = cast;
  const inHousehold = cast.desk === 'welfare';
  return {
    basic: {
      familyName: person.familyName,
      givenName: person.givenName,
      familyKana: person.familyKana,
      givenKana: person.givenKana,
      birthDate: person.birthDate,
      sex: person.sex,
    },
    contact: { phone: person.phone, postalCode: person.postalCode.replace('-', ''), address: person.address },
    programme,
    welfareStatus: status,
    chiefComplaint: pick(rng, COMPLAINTS),
    openedOn: day,
    // Among some hundred made-up people a chance likeness is somebody else.
    duplicatesSeen: 'all',
    ...(inHousehold
      ? {
          household: {
            caseNumber: `保${String(cast.serial).padStart(5, '0')}`,
            relation: 'head',
            householdType: pick(rng, ['single_parent', 'disabled', 'sick', 'other'] as const),
          },
        }
      : {}),
  };
}
