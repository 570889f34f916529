import { CloseCase } from '@madoguchi/clients';
import { IntroduceJob, KeepAppointment, RecordConsultation, RegisterJobSeeker } from '@madoguchi/consultations';
import { addDays, addMonths, compareDates, type IsoDate } from '@madoguchi/kernel';
import { CancelPlacement, ConfirmPlacement, ReadPlacements, RecordPlacement, RecordRetention } from '@madoguchi/placements';
import { CloseReferral, type ReferralStatus } from '@madoguchi/referrals';
import { MoveSupportPlan, WriteSupportPlan } from '@madoguchi/support-plans';
import { staffId } from '../organisations';
import { chance, pick, type Rng, wholeNumber } from '../people/prng';
import type { Actors } from './actors';
import { isPlaced } from './path';
import { type Cast, workday } from './cast';

interface Introduced {
  readonly id: string;
  readonly on: IsoDate;
}

export interface Supported extends Cast {
  readonly personId: string;
  readonly caseId: string;
  readonly worker: string;
  readonly supervisor: string;
  readonly navigator: string;
  readonly referral: { readonly id: string; readonly version: number; readonly status: ReferralStatus };
  readonly withdraw: (on: IsoDate) => Promise<void>;
}

const GOALS = ['3か月以内に応募を始める', '半年以内に就職する', '週20時間から働き始める', '正社員として就職する'] as const;
const CONTENTS = ['求人を3件見た。1件に応募したいとのこと。', '履歴書の志望動機を一緒に直した。', '面接の練習をした。受け答えは落ち着いている。', '体調の波がある。通院日を確認した。', '希望職種を広げて探すことにした。'] as const;
const EMPLOYERS = ['湊町食品株式会社', '有限会社白石クリーニング', '医療法人つばき会', '大殿印刷株式会社', '小郡物流株式会社', '株式会社平川フーズ'] as const;
const JOBS = ['一般事務', '介護補助', '清掃', '食品加工', '倉庫内作業', '調理補助', '販売'] as const;

/** From acceptance on: plan, contacts, introductions, placement, retention, and how it ends. */
export async function* workStory(actors: Actors, who: Supported, from: IsoDate, rng: Rng): AsyncGenerator<IsoDate, void, void> {
  let day = workday(from, wholeNumber(rng, 3, 9));
  yield day;
  await plan(actors, who, day, rng);
  if (who.path === 'accepted') return;
  await register(actors, who, day, 0);
  let introduction: Introduced | null = null;
  const contacts = wholeNumber(rng, 1, 3);
  for (let n = 0; n < contacts; n += 1) {
    const [appointmentId, next] = await contact(actors, who, day, rng);
    if (n > 0 || who.path === 'introduced') introduction = await introduce(actors, who, day, rng);
    day = next;
    yield day;
    if (appointmentId !== null) await actors.use(KeepAppointment).run(actors.on(day, who.navigator), appointmentId, 1, chance(rng, 0.85) ? 'kept' : 'missed');
  }
  if (who.path === 'withdrawn') return who.withdraw(day);
  if (who.path === 'closed_lost') return close(actors, who, day, 'lost_contact');
  if (!isPlaced(who.path)) return;
  introduction ??= await introduce(actors, who, day, rng);
  for (let times = who.path === 'placed_twice' ? 2 : 1, n = 0; n < times; n += 1) {
    day = yield* employment(actors, who, n === 0 ? introduction : null, day, n + 1 < times || who.path === 'left', rng);
  }
  if (who.path === 'withdrawn_after_placement') {
    day = workday(day, 10);
    yield day;
    await who.withdraw(day);
  }
  if (who.path === 'closed_retained') {
    day = workday(day, 10);
    yield day;
    await close(actors, who, day, 'retained');
  }
}

async function plan(actors: Actors, who: Supported, day: IsoDate, rng: Rng): Promise<void> {
  const until = addDays(addMonths(day, 6), -1);
  const written = await actors.use(WriteSupportPlan).run(actors.on(day, who.navigator), {
    personId: who.personId,
    caseId: who.caseId,
    longTermGoal: pick(rng, GOALS),
    periodFrom: day,
    periodUntil: until,
    reviewOn: addMonths(day, 3),
    goals: [
      { goal: '応募書類を仕上げる', owner: 'client', dueOn: addMonths(day, 1) },
      { goal: '希望に合う求人を探す', owner: 'hello_work', dueOn: addMonths(day, 2) },
    ],
    menus: [
      { menu: 'assigned_counselling', owner: 'hello_work', periodFrom: day, periodUntil: until },
      { menu: pick(rng, ['application_coaching', 'career_consulting', 'individual_openings'] as const), owner: 'hello_work', periodFrom: day, periodUntil: until },
    ],
    members: [{ staffId: staffId(who.navigator), duty: '担当ナビゲーター' }],
  });
  if (chance(rng, 0.1)) return;
  const agreed = await actors.use(MoveSupportPlan).agree(actors.on(day, who.navigator), written.id, written.version, day);
  if (chance(rng, 0.2)) return;
  const approved = await actors.use(MoveSupportPlan).approve(actors.on(day, 'toukatsu'), agreed.id, agreed.version, day);
  if (who.path === 'closed_retained') await actors.use(MoveSupportPlan).evaluate(actors.on(day, who.navigator), approved.id, approved.version);
}

async function register(actors: Actors, who: Supported, day: IsoDate, renewal: number): Promise<void> {
  await actors.use(RegisterJobSeeker).run(actors.on(day, who.navigator), {
    personId: who.personId,
    caseId: who.caseId,
    registrationNumber: `35010-${String(who.serial * 10 + renewal).padStart(8, '0')}`,
    registeredOn: day,
    validUntil: addMonths(day, 12),
    firstEver: who.serial % 3 === 0 ? 'yes' : 'no',
    lastUsedOn: null,
    wish: who.serial % 4 === 0 ? 'part_time' : 'full_time',
  });
}

async function contact(actors: Actors, who: Supported, day: IsoDate, rng: Rng): Promise<[string | null, IsoDate]> {
  const next = workday(day, wholeNumber(rng, 7, 18));
  const attended = chance(rng, 0.9);
  const written = await actors.use(RecordConsultation).run(actors.on(day, who.navigator), {
    personId: who.personId,
    caseId: who.caseId,
    occurredOn: day,
    mode: pick(rng, ['counter', 'counter', 'telephone', 'visiting'] as const),
    attended,
    absenceReason: attended ? null : 'illness',
    content: attended ? pick(rng, CONTENTS) : '体調が悪いと電話があった。日を改める。',
    correctsId: null,
    next: { plannedOn: next, plannedTime: '10:00', place: '職業相談窓口', staffId: staffId(who.navigator) },
  });
  return [written.appointmentId, next];
}

async function introduce(actors: Actors, who: Supported, day: IsoDate, rng: Rng): Promise<Introduced> {
  const made = await actors.use(IntroduceJob).introduce(actors.on(day, who.navigator), {
    personId: who.personId,
    caseId: who.caseId,
    introducedOn: day,
    openingNumber: `35010-${String(wholeNumber(rng, 1, 99_999_999)).padStart(8, '0')}`,
    employerName: pick(rng, EMPLOYERS),
    occupation: pick(rng, JOBS),
    consultationId: null,
  });
  return { id: made.id, on: day };
}

/** One placement with its checks; returns the day of its last event. */
async function* employment(actors: Actors, who: Supported, introduction: Introduced | null, from: IsoDate, ends: boolean, rng: Rng): AsyncGenerator<IsoDate, IsoDate, void> {
  const hiredOn = workday(from, wholeNumber(rng, 5, 25));
  yield hiredOn;
  const own = introduction !== null;
  const partTime = chance(rng, 0.45);
  const placed = await actors.use(RecordPlacement).run(actors.on(hiredOn, who.navigator), {
    personId: who.personId,
    caseId: who.caseId,
    introductionId: introduction?.id ?? null,
    introducedOn: introduction?.on ?? null,
    hiredOn,
    route: own ? 'own_office' : pick(rng, ['city', 'self', 'acquaintance', 'other_office'] as const),
    term: 'regular',
    hours: partTime ? 'part_time' : 'full_time',
    permanentEmployee: !partTime && chance(rng, 0.4),
    dispatched: false,
    weeklyHours: partTime ? 20 : 38.5,
    employerName: pick(rng, EMPLOYERS),
    occupation: pick(rng, JOBS),
  });
  if (who.path === 'placed_unconfirmed') return hiredOn;
  const confirmedOn = workday(hiredOn, wholeNumber(rng, 1, 5));
  yield confirmedOn;
  if (who.path === 'placement_cancelled') {
    await actors.use(CancelPlacement).run(actors.on(confirmedOn, who.navigator), placed.id, placed.version, 'not_started');
    return confirmedOn;
  }
  await actors.use(ConfirmPlacement).run(actors.on(confirmedOn, who.navigator), placed.id, placed.version, confirmedOn);
  return yield* retention(actors, who, placed.id, ends, rng);
}

async function* retention(actors: Actors, who: Supported, placementId: string, ends: boolean, rng: Rng): AsyncGenerator<IsoDate, IsoDate, void> {
  const reader = actors.use(ReadPlacements);
  let last: IsoDate | undefined;
  for (;;) {
    const today = last ?? who.opensOn;
    // The checks are read on the day before the next one: what is due follows from the settings, not from this story.
    const placement = (await reader.run(actors.on(addMonths(today, 24), who.navigator), who.personId)).find((one) => one.id === placementId);
    const check = placement?.checks.find((one) => one.outcome === null);
    if (!placement || !check || placement.separation !== null) return last ?? (placement?.hiredOn as IsoDate);
    const day = workday(check.dueOn, 0);
    yield day;
    const reached = chance(rng, 0.9);
    const left = ends && reached && check.milestone !== 'w1';
    await actors.use(RecordRetention).run(actors.on(day, who.navigator), {
      checkId: check.id,
      version: check.version,
      attemptedOn: day,
      reached,
      askedWhom: 'client',
      outcome: left ? 'left' : reached ? 'employed' : 'unknown',
      note: null,
      leftOn: left ? addDays(day, -2) : null,
      separationReason: left ? 'own_choice' : null,
    });
    last = day;
    if (left || compareDates(day, addMonths(today, 12)) > 0) return day;
  }
}

async function close(actors: Actors, who: Supported, day: IsoDate, reason: string): Promise<void> {
  await actors.use(CloseReferral).run(actors.on(day, who.navigator), { id: who.referral.id, version: who.referral.version });
  await actors.use(CloseCase).close(actors.on(day, who.worker), who.personId, { caseId: who.caseId, closedOn: day, reason });
}
