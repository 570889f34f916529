import { addDays, isoDate, newId } from '@madoguchi/kernel';
import { IntroduceJob, RecordConsultation, RegisterJobSeeker } from '@madoguchi/consultations';
import { KeepDraft } from '@madoguchi/documents';
import { RequestExport, WriteExport } from '@madoguchi/exports';
import { ConfirmPlacement, RecordPlacement } from '@madoguchi/placements';
import { WriteSupportPlan } from '@madoguchi/support-plans';
import type { Actor } from './model';
import { type Act, monthsAfter, type Person } from './sharing-acts';
import type { Stage } from './stage';

/** Nobody is recorded twice as hired by one employer on one day. */
let shops = 0;

const DAY_MS = 86_400_000;

/** Whoever may see somebody writes about them: what an office wrote stays with it. */
async function write(stage: Stage, what: string, work: (person: Person, actor: Actor, today: ReturnType<typeof isoDate>) => (ctx: ReturnType<Stage['ctx']>) => Promise<unknown>): Promise<void> {
  const person = stage.person();
  if (!person) return;
  const actor = stage.somebody(stage.party(person));
  const done = await stage.about(what, actor, person, async (ctx) => {
    await work(person, actor, isoDate(stage.model.today))(ctx);
    return true;
  });
  if (done) stage.model.wrote(person.id, actor.office);
}

export const consult: Act = (stage) =>
  write(stage, 'writes a contact of', (person, actor, today) => (ctx) =>
    stage.use(RecordConsultation).run(ctx, {
      personId: person.id,
      caseId: undefined,
      occurredOn: today,
      mode: 'counter',
      attended: true,
      absenceReason: null,
      content: '求人を3件見た。',
      correctsId: null,
      next: stage.chance.often(0.5) ? { plannedOn: addDays(today, 7), plannedTime: null, place: '窓口', staffId: actor.staff } : null,
    }),
  );

export const plan: Act = (stage) =>
  write(stage, 'writes a plan of', (person, actor, today) => (ctx) =>
    stage.use(WriteSupportPlan).run(ctx, {
      personId: person.id,
      caseId: undefined,
      longTermGoal: '就職する',
      periodFrom: today,
      periodUntil: monthsAfter(today, 6),
      reviewOn: monthsAfter(today, 3),
      goals: [{ goal: '応募する', owner: 'client', dueOn: monthsAfter(today, 1) }],
      menus: [{ menu: 'career_consulting', owner: 'hello_work', periodFrom: today, periodUntil: monthsAfter(today, 6) }],
      members: [{ staffId: actor.staff, duty: '担当' }],
    }),
  );

export const seekWork: Act = (stage) =>
  write(stage, 'registers the job search of', (person, _actor, today) => (ctx) =>
    stage.use(RegisterJobSeeker).run(ctx, {
      personId: person.id,
      caseId: undefined,
      registrationNumber: `35010-${String(stage.chance.below(99_999_999)).padStart(8, '0')}`,
      registeredOn: today,
      validUntil: monthsAfter(today, 12),
      firstEver: 'unknown',
      lastUsedOn: null,
      wish: 'full_time',
    }),
  );

export const introduce: Act = (stage) =>
  write(stage, 'introduces a job to', (person, _actor, today) => (ctx) =>
    stage.use(IntroduceJob).introduce(ctx, {
      personId: person.id,
      caseId: undefined,
      introducedOn: today,
      openingNumber: '35010-00000001',
      employerName: '試験商店',
      occupation: '販売',
      consultationId: null,
    }),
  );

export const place: Act = (stage) =>
  write(stage, 'records a placement of', (person, _actor, today) => (ctx) =>
    stage.use(RecordPlacement).run(ctx, {
      personId: person.id,
      caseId: undefined,
      introductionId: null,
      introducedOn: null,
      hiredOn: addDays(today, -stage.chance.below(40)),
      route: 'self',
      term: 'regular',
      hours: 'full_time',
      permanentEmployee: false,
      dispatched: false,
      weeklyHours: 38,
      employerName: `試験商店${(shops += 1)}`,
      occupation: '販売',
    }),
  );

export const confirm: Act = async (stage) => {
  const placement = await stage.record('placement', (field) => field('status') === 'recorded');
  if (!placement) return;
  const person = stage.model.person(placement.field('person_id'));
  const actor = stage.somebody(stage.party(person));
  const done = await stage.about('confirms a placement of', actor, person, (ctx) => stage.use(ConfirmPlacement).run(ctx, placement.id, placement.version, isoDate(stage.model.today)));
  if (done) stage.model.wrote(person.id, actor.office);
};

export const keepDraft: Act = async (stage) => {
  const person = stage.person();
  const actor = stage.chance.pick(stage.model.actors);
  if (person) await stage.attempt('keeps a draft', actor, (ctx) => stage.use(KeepDraft).save(ctx, 'consultation', person.id, { content: '途中まで' }));
};

export const exportMonth: Act = async (stage) => {
  const actor = stage.chance.pick(stage.model.actors.filter((one) => one.role !== 'planner' && one.role !== 'administrator'));
  await stage.attempt('exports the month', actor, async (ctx) => {
    const own = { ...ctx, purpose: 'report' as const };
    const { id } = await stage.use(RequestExport).run(own, { format: 'csv', month: isoDate(`${stage.model.today.slice(0, 7)}-01`), reason: '実績の報告' });
    await stage.use(WriteExport).run(stage.ctx(actor, 'report'), id);
    return id;
  });
};

/** What the worker does each minute, for what is open: reminders belong to the queue that they come from. */
export const remind: Act = (stage) => remindOne(stage);

/** @param officeId whose queue; absent: anybody's */
export async function remindOne(stage: Stage, officeId?: string): Promise<void> {
  const due = await stage.record('follow_up', (field) => field('status') === 'open' && field('office_id') === (officeId ?? field('office_id')));
  if (!due) return;
  await stage.t.owner.query(
    `insert into reminder (id, follow_up_id, office_id, staff_id, remind_on, created_at)
     select $1, f.id, f.office_id, f.assignee_id, $3, $4 from follow_up f where f.id = $2 on conflict do nothing`,
    [newId<'Reminder'>(), due.id, stage.model.today, new Date(stage.model.now)],
  );
}

/** Accounts and assignments are an operator's business: the owner writes them. */
export const staffChange: Act = async (stage) => {
  const { chance, model, t } = stage;
  const away = model.actors.filter((one) => !stage.oracle.live(one));
  const actor = away.length > 0 && chance.often(0.7) ? chance.pick(away) : chance.pick(model.actors);
  if (model.disabled.has(actor.staff) || chance.often(0.4)) {
    const disable = !model.disabled.has(actor.staff);
    await t.owner.query('update staff set disabled_at = $2 where id = $1', [actor.staff, disable ? new Date(model.now) : null]);
    if (disable) model.disabled.add(actor.staff);
    else model.disabled.delete(actor.staff);
    stage.told.push(`${actor.login} is ${disable ? 'disabled' : 'enabled'}`);
    return;
  }
  const today = isoDate(model.today);
  const [from, until] = chance.pick([
    ['2024-04-01', '9999-12-31'],
    ['2024-04-01', '9999-12-31'],
    ['2024-04-01', '9999-12-31'],
    ['2024-04-01', '9999-12-31'],
    ['2024-04-01', addDays(today, 2)],
    ['2024-04-01', today],
    [addDays(today, 1), '9999-12-31'],
  ] as const);
  await t.owner.query('update assignment set valid_from = $2, valid_until = $3 where id = $1', [actor.assignment, from, until]);
  Object.assign(actor, { from, until });
  stage.told.push(`${actor.login} works from ${from} until ${until}`);
};

export const passTime: Act = (stage) => {
  const ms = stage.chance.pick([3_600_000, 3_600_000, 9 * 3_600_000, 9 * 3_600_000, DAY_MS, DAY_MS, 2 * DAY_MS, 4 * DAY_MS, 25 * DAY_MS]);
  stage.setClock(stage.model.now + ms);
  stage.told.push(`it is ${new Date(stage.model.now).toISOString()}`);
  return Promise.resolve();
};
