import { addDays, isoDate } from '@madoguchi/kernel';
import { declareFollowUpKind, declaredFollowUpKinds, FOLLOW_UP_VIEWS, FollowUpSweep, FollowUpsJobsModule, RemindHandler, remindJob } from '@madoguchi/follow-ups';
import { createLogger, PlatformModule } from '@madoguchi/platform';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { MUNICIPALITY, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { unlike } from '../../support/described-answer';
import { ok } from '../../support/looks';
import type { Schemas } from '../../world/over-http';
import type { Person } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies; the worker's own classes.
let t: TestApp;
let jobs: INestApplicationContext;
let cw1: ApiSession;
let cw2: ApiSession;
let boss: ApiSession;
let person: Person;
const today = isoDate('2026-11-20');
/** A kind with a rhythm of its own: a fortnight before, on the day, and every second open day of the office after it. */
const fortnight = declareFollowUpKind('test_fortnight', { room: 'test', endedBy: 'hand', postponedBy: 'hand', tab: 'record', rhythm: { before: [14], after: { openDays: 2 } } });

beforeAll(async () => {
  t = await startTestApp();
  jobs = await NestFactory.createApplicationContext(
    { module: class Jobs {}, imports: [PlatformModule.forProcess(t.settings, createLogger('worker', 'silent')), FollowUpsJobsModule] },
    { logger: ['error'], abortOnError: false },
  );
  cw1 = await t.signIn('cw1');
  cw2 = await t.signIn('cw2');
  boss = await t.signIn('kakaricho');
  person = await t.world.person();
});
afterAll(async () => {
  await jobs.close();
  await t.stop();
});
beforeEach(() => t.owner.query('truncate follow_up, reminder, outbox, inbox'));

interface Arranged {
  readonly kind?: string;
  readonly dueIn?: number;
  readonly assignee?: string | null;
  readonly waiting?: boolean;
  readonly office?: keyof typeof OFFICES;
}

async function arrange(item: Arranged = {}): Promise<string> {
  const id = randomUUID();
  const assignee = item.assignee === undefined ? 'cw1' : item.assignee;
  await t.owner.query(
    `insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assignee_id, assigned_at, waiting, written_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $9)`,
    [id, MUNICIPALITY.id, OFFICES[item.office ?? 'welfare'].id, person.id, item.kind ?? 'task', randomUUID(), addDays(today, item.dueIn ?? 0),
      assignee === null ? null : staffId(assignee), t.clock.now(), item.waiting ?? false, staffId('cw1')],
  );
  return id;
}

interface Page {
  readonly items: { id: string; state: string; personName: string | null; version: number; dueOn: string }[];
  readonly nextCursor: string | null;
  readonly counts: Record<string, number>;
}

const page = (session: ApiSession, view: string, cursor?: string): Promise<Page> =>
  ok<Page>(session.get(`/follow-ups?view=${view}${cursor === undefined ? '' : `&cursor=${cursor}`}`));

async function whole(session: ApiSession, view: string): Promise<Page['items']> {
  const items: Page['items'] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const part: Page = await page(session, view, cursor);
    items.push(...part.items);
    cursor = part.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
  return items;
}

const COUNT_OF: Record<string, string> = { mine: 'mine', office: 'office', new: 'fresh', waiting: 'waiting', overdue: 'overdue', today: 'today' };

describe('a page that the database has written', () => {
  it('is what its class describes, field by field, for every kind of item, own and waiting', async () => {
    for (const { code } of declaredFollowUpKinds()) for (const waiting of [false, true]) await arrange({ kind: code, waiting, assignee: waiting ? null : 'cw1' });
    for (const view of FOLLOW_UP_VIEWS) expect(unlike('FollowUpPageDto', (await cw1.get(`/follow-ups?view=${view}`)).body)).toEqual([]);
    expect(unlike('TodayDto', (await cw1.get('/today')).body)).toEqual([]);
    expect(unlike('FollowUpPageDto', { items: [{ id: 5, more: true }], nextCursor: null })).toEqual(
      expect.arrayContaining(['FollowUpPageDto.counts: missing', 'FollowUpPageDto.items.0.id: a number and no string', 'FollowUpPageDto.items.0.more: not described', 'FollowUpPageDto.items.0.tab: missing']),
    );
  });

  it('says of each item what its kind tells, and how its date stands to today', async () => {
    const shown = async (item: Arranged): Promise<unknown> => {
      const id = await arrange(item);
      const { items } = await ok<Schemas['FollowUpPageDto']>(cw1.get(`/follow-ups?view=${item.waiting === true ? 'waiting' : 'office'}`));
      const found = items.find((one) => one.id === id);
      return found && { state: found.state, mayFinish: found.mayFinish, mayPostpone: found.mayPostpone, tab: found.tab, screen: found.screen, milestones: found.milestones };
    };
    for (const kind of declaredFollowUpKinds()) {
      const told = { tab: kind.tab, milestones: kind.milestones ?? null };
      expect(await shown({ kind: kind.code })).toEqual({ ...told, state: 'today', mayFinish: kind.endedBy === 'hand', mayPostpone: kind.postponedBy === 'hand', screen: kind.screen ?? null });
      expect(await shown({ kind: kind.code, waiting: true })).toEqual({ ...told, state: 'today', mayFinish: false, mayPostpone: false, screen: kind.screenWhileWaiting ?? kind.screen ?? null });
    }
    for (const [dueIn, state] of [[-1, 'overdue'], [0, 'today'], [1, 'week'], [6, 'week'], [7, 'later']] as const) expect(await shown({ dueIn })).toMatchObject({ state });
    // Of a kind that a later version opened: it can be looked at only.
    expect(await shown({ kind: 'of_a_later_version' })).toEqual({ state: 'today', mayFinish: false, mayPostpone: false, tab: 'record', screen: null, milestones: null });
  });

  it('ends where its lines end, and goes on where they go on', async () => {
    for (let n = 0; n < 51; n += 1) await arrange({ dueIn: n });
    const first = await ok<Schemas['FollowUpPageDto']>(cw1.get('/follow-ups?view=office'));
    expect(first.items.map((one) => one.dueOn)).toEqual(Array.from({ length: 50 }, (_, n) => addDays(today, n)));
    expect(first.nextCursor).toBe(`${addDays(today, 49)}_${first.items[49]?.id}`);
    const second = await ok<Schemas['FollowUpPageDto']>(cw1.get(`/follow-ups?view=office&cursor=${first.nextCursor}`));
    expect({ n: second.items.length, next: second.nextCursor }).toEqual({ n: 1, next: null });
    await t.owner.query('truncate follow_up, reminder');
    expect(await ok(cw1.get('/follow-ups?view=office'))).toMatchObject({ items: [], nextCursor: null, counts: { office: 0 } });
  });
});

describe('views', () => {
  it('count exactly what they list, for everybody, over many pages', async () => {
    const offices = ['welfare', 'welfare', 'welfare', 'helloWork'] as const;
    const assignees = ['cw1', 'cw2', null];
    for (let n = 0; n < 180; n += 1) {
      await arrange({ dueIn: (n % 23) - 9, assignee: assignees[n % 3] ?? null, waiting: n % 7 === 0, office: offices[n % 4] ?? 'welfare' });
    }
    for (const session of [cw1, cw2, boss, await t.signIn('navi1')]) {
      const { counts } = await page(session, 'mine');
      for (const [view, count] of Object.entries(COUNT_OF)) {
        const items = await whole(session, view);
        expect({ view, n: new Set(items.map((item) => item.id)).size }).toEqual({ view, n: counts[count] });
        expect(items.map((item) => item.dueOn)).toEqual(items.map((item) => item.dueOn).sort());
      }
    }
    expect((await page(cw1, 'office')).counts['office']).toBeGreaterThan(100);
  });

  it('say who it is about only where the name may be read', async () => {
    await arrange({ office: 'helloWork', assignee: 'navi1' });
    await arrange({ dueIn: -1 });
    expect((await page(cw1, 'mine')).items).toMatchObject([{ personName: '青木　太郎', state: 'overdue' }]);
    expect((await page(await t.signIn('navi1'), 'mine')).items).toMatchObject([{ personName: null, number: null, state: 'today' }]);
  });

  it('give the tray to everybody and what others owe to nobody', async () => {
    await arrange({ dueIn: -1, assignee: null });
    await arrange({ dueIn: -1, waiting: true });
    expect((await page(cw2, 'overdue')).items).toHaveLength(1);
    expect((await page(cw1, 'waiting')).items).toHaveLength(1);
    expect((await page(cw1, 'mine')).items).toEqual([]);
  });

  it('forget what is new after three days', async () => {
    await arrange();
    expect((await page(cw1, 'new')).items).toHaveLength(1);
    t.clock.addDays(3);
    try {
      const later = await page(await t.signIn('cw1'), 'new');
      expect(later).toMatchObject({ items: [], counts: { fresh: 0, mine: 1 } });
    } finally {
      t.clock.addDays(-3);
    }
  });
});

describe('an item', () => {
  it('comes with where it is worked on and what may be done by hand, as its kind says', async () => {
    for (const kind of ['referral_reply', 'retention_check', 'exceptional_decision', 'test_tomorrow']) await arrange({ kind });
    await arrange({ kind: 'referral_reply', waiting: true });
    const items = [...(await page(cw1, 'mine')).items, ...(await page(cw1, 'waiting')).items] as unknown as { kind: string }[];
    expect(Object.fromEntries(items.map((item) => [item.kind + ('waiting' in item && item.waiting ? ' waiting' : ''), item]))).toMatchObject({
      referral_reply: { tab: 'referral', screen: 'referrals_received', mayFinish: false, mayPostpone: false },
      'referral_reply waiting': { tab: 'referral', screen: 'referrals_sent', mayFinish: false, mayPostpone: false },
      retention_check: { tab: 'job', screen: null, milestones: 'retention_milestone', mayFinish: false, mayPostpone: true },
      exceptional_decision: { tab: 'consent', screen: 'exceptional_access', mayFinish: false, mayPostpone: false },
      test_tomorrow: { tab: 'record', screen: null, mayFinish: false, mayPostpone: false },
    });
  });
});

describe('commands', () => {
  it('hand an item over: gone here, new there', async () => {
    const id = await arrange();
    expect((await cw1.post(`/follow-ups/${id}/reassign`, { version: 1, staffId: staffId('cw2') })).status).toBe(403);
    const elsewhere = await boss.post(`/follow-ups/${id}/reassign`, { version: 1, staffId: staffId('navi1') });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'unknown_staff' } });
    await ok(boss.post(`/follow-ups/${id}/reassign`, { version: 1, staffId: staffId('cw2') }));
    expect((await page(cw1, 'new')).items).toEqual([]);
    expect((await page(cw2, 'new')).items).toMatchObject([{ id, version: 2 }]);
    expect((await boss.post(`/follow-ups/${id}/reassign`, { version: 1, staffId: staffId('cw1') })).status).toBe(412);
  });

  it('end a task, but not what its record ends', async () => {
    const task = await arrange();
    await ok(cw1.post(`/follow-ups/${task}/done`, { version: 1 }));
    expect(await cw1.post(`/follow-ups/${task}/done`, { version: 2 })).toMatchObject({ status: 409, body: { code: 'already_closed' } });
    const reply = await arrange({ kind: 'referral_reply' });
    expect(await cw1.post(`/follow-ups/${reply}/done`, { version: 1 })).toMatchObject({ status: 409, body: { code: 'closed_by_record' } });
    expect(await cw1.post(`/follow-ups/${reply}/postpone`, { version: 1, dueOn: '2026-12-01' })).toMatchObject({ status: 409, body: { code: 'fixed_due_date' } });
  });

  it('postpone, and are nobody else’s', async () => {
    const id = await arrange();
    await ok(cw1.post(`/follow-ups/${id}/postpone`, { version: 1, dueOn: '2026-12-01' }));
    expect((await page(cw1, 'mine')).items).toMatchObject([{ id, dueOn: '2026-12-01', state: 'later' }]);
    const navi = await t.signIn('navi1');
    expect((await navi.post(`/follow-ups/${id}/postpone`, { version: 2, dueOn: '2026-12-02' })).status).toBe(404);
  });
});

describe('reminders', () => {
  const sweep = (): FollowUpSweep => jobs.get(FollowUpSweep);
  interface Message {
    readonly id: string;
    readonly payload: { readonly followUpId: string; readonly remindOn: string; readonly requestId: string };
  }
  const outbox = async (): Promise<readonly Message[]> =>
    (await t.owner.query<Message>('select id, payload from outbox where topic = $1', [remindJob.name])).rows;
  const remind = async (): Promise<void> => {
    for (const message of await outbox()) await jobs.get(RemindHandler).handle(message);
  };

  it('claim what is due once a day, however many sweep at once', async () => {
    for (let n = 0; n < 450; n += 1) await arrange({ dueIn: -(n % 5) });
    await arrange({ dueIn: 1 });
    const claimed = await Promise.all([sweep().run(), sweep().run(), sweep().run()]);
    expect(claimed.reduce((sum, n) => sum + n, 0)).toBe(450);
    expect(await outbox()).toHaveLength(450);
    expect(await sweep().run()).toBe(0);
    t.clock.addDays(1);
    try {
      expect(await sweep().run()).toBe(451);
    } finally {
      t.clock.addDays(-1);
    }
  });

  it('show each item once a day, though the message comes twice, and name nobody', async () => {
    const id = await arrange();
    await sweep().run();
    await remind();
    await remind();
    const today = await ok<{ reminders: object[]; counts: object; dueItems: object[] }>(cw1.get('/today'));
    expect(today.reminders).toEqual([{ id: expect.any(String) as string, followUpId: id, kind: 'task', dueOn: '2026-11-20', personNumber: person.number }]);
    expect(today).toMatchObject({ counts: { mine: 1, today: 1, overdue: 0 }, dueItems: [{ id }] });
    expect((await ok<{ reminders: object[] }>(cw2.get('/today'))).reminders).toEqual([]);
  });

  it('keep the rhythm of their kind, by the open days of the office that has the item', async () => {
    await t.owner.query("insert into office_closure (office_id, day, name) values ($1, '2026-12-08', '改修')", [OFFICES.welfare.id]);
    const ids = { [await arrange({ kind: fortnight.code, dueIn: 14 })]: '福祉', [await arrange({ kind: fortnight.code, dueIn: 14, office: 'helloWork' })]: '安定所' };
    const calm = await arrange({ kind: 'test_tomorrow' });
    const days: Record<string, string[]> = { 福祉: [], 安定所: [] };
    try {
      for (let day = 0; day <= 21; day += 1, t.clock.addDays(1)) {
        await sweep().run();
        for (const { payload } of await outbox()) days[ids[payload.followUpId] ?? calm]?.push(payload.remindOn);
        await t.owner.query('delete from outbox');
      }
    } finally {
      t.clock.addDays(-22);
      await t.owner.query('delete from office_closure where office_id = $1', [OFFICES.welfare.id]);
    }
    expect(days).toEqual({ 福祉: ['2026-11-20', '2026-12-04', '2026-12-09', '2026-12-11'], 安定所: ['2026-11-20', '2026-12-04', '2026-12-08', '2026-12-10'] });
    // A kind of a later version waits for its worker.
    expect((await t.owner.query('select remind_on from follow_up where id = $1', [calm])).rows).toEqual([{ remind_on: null }]);
  });

  it('begin anew when the date is moved', async () => {
    const id = await arrange();
    expect(await sweep().run()).toBe(1);
    await ok(cw1.post(`/follow-ups/${id}/postpone`, { version: 1, dueOn: '2026-11-24' }));
    expect(await sweep().run()).toBe(0);
    t.clock.addDays(4);
    try {
      expect(await sweep().run()).toBe(1);
    } finally {
      t.clock.addDays(-4);
    }
  });

  it('leave out what was done in the meantime', async () => {
    const id = await arrange();
    await sweep().run();
    await ok(cw1.post(`/follow-ups/${id}/done`, { version: 1 }));
    await remind();
    const { rows } = await t.owner.query('select count(*)::int as n from reminder');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('list unfinished texts on 今日', async () => {
    await ok(cw1.put('/drafts/consultation/new', { body: { content: '途中' } }));
    const today = await ok<{ drafts: object[] }>(cw1.get('/today'));
    expect(today.drafts).toMatchObject([{ kind: 'consultation', subject: 'new' }]);
  });
});
