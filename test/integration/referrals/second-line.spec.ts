import { TransactionRunner } from '@madoguchi/platform';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { NARROW_FORM } from '../../world/facts';
import { draftOverHttp } from '../../world/over-http';
import type { Request } from '../../world/request-moves';
import type { Person } from '../../world/world';

// Line one (the scope in every query) is left out here on purpose: the row policies must hold alone.
let t: TestApp;
let cw1: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  cw1 = await t.signIn('cw1');
});
afterAll(() => t.stop());

const TABLES = ['consent', 'referral', 'referral_sending', 'referral_part', 'referral_step', 'follow_up'] as const;

/** How many rows about a person a bare statement of this account reads. */
async function bare(login: string, person: Person): Promise<Record<string, number>> {
  return t.app.get(TransactionRunner).read(t.ctx(login), async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of TABLES) {
      const [row] = await tx.query<{ n: number }>(`select count(*) as n from ${table} where person_id = $1`, [person.id]);
      counts[table] = row?.n ?? -1;
    }
    return counts;
  });
}

const NOTHING = { consent: 0, referral: 0, referral_sending: 0, referral_part: 0, referral_step: 0, follow_up: 0 };

describe('row policies, without the scope of the queries', () => {
  it('show an office outside nothing at any time, and the receiver nothing before the sending', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    await draftOverHttp(cw1, person);
    expect(await bare('navi1', person)).toEqual(NOTHING);
    expect(await bare('soudan', person)).toEqual(NOTHING);
    expect(await bare('cw1', person)).toMatchObject({ consent: 1, referral: 1, referral_part: 2, referral_step: 1 });
  });

  it('show the receiver what was sent, until the withdrawal', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    expect(await bare('navi1', person)).toMatchObject({ consent: 1, referral: 1, referral_part: 2, follow_up: 1 });
    expect(await bare('soudan', person)).toEqual(NOTHING);
    await t.world.move(sent, 'accept');
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'no' }));
    // The header stays with who took part in it; its packet and the consent close.
    expect(await bare('navi1', person)).toMatchObject({ consent: 0, referral: 1, referral_part: 0 });
  });

  it('hide the next draft from a receiver whose sharing of the last request goes on', async () => {
    const person = await t.world.person();
    await t.world.consent(person, { formId: NARROW_FORM });
    await t.world.move(await t.world.move(await t.world.sentRequest(person), 'accept'), 'close');
    await t.world.draftedRequest(person);
    expect(await bare('navi1', person)).toMatchObject({ referral: 1, referral_part: 2 });
    expect(await bare('cw1', person)).toMatchObject({ referral: 2, referral_part: 4 });
  });

  it('take a reply once, from the recipient, while something is shared, and let sharing end for no other reason', async () => {
    const replied = "reply = 'accepted', replied_on = current_date";
    const change = (login: string, person: Person, set: string): Promise<unknown> =>
      t.app.get(TransactionRunner).run(t.ctx(login), async (tx) => tx.query(`update referral_sending set ${set} where person_id = $1`, [person.id]));
    const sent = async (): Promise<[Person, Request]> => {
      const person = await t.world.person();
      await t.world.consent(person);
      return [person, await t.world.sentRequest(person)];
    };
    const [waiting, request] = await sent();
    const refused = { code: '42501' };
    await expect(change('cw1', waiting, replied)).rejects.toMatchObject(refused);
    await expect(change('navi1', waiting, "sharing_end = 'recalled', sharing_ended_at = now()")).rejects.toMatchObject(refused);
    await expect(change('cw1', waiting, "sharing_end = 'declined', sharing_ended_at = now()")).rejects.toMatchObject(refused);
    await expect(change('cw1', waiting, "sharing_end = 'recalled', sharing_ended_at = '2020-01-01'")).rejects.toMatchObject(refused);
    await t.world.move(request, 'accept');
    await expect(change('navi1', waiting, "reply = 'declined', declined_by = 'client', replied_on = '2020-01-01'")).rejects.toMatchObject(refused);
    const [recalled, other] = await sent();
    await t.world.move(other, 'recall', { reason: '本人の希望' });
    await expect(change('navi1', recalled, replied)).rejects.toMatchObject(refused);
  });

  it('let nobody change or take out what went out', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    await t.world.sentRequest(person);
    await t.app.get(TransactionRunner).run(t.ctx('cw1'), async (tx) => {
      await tx.query("update referral_part set body = '別の内容' where person_id = $1", [person.id]);
      await tx.query('delete from referral_part where person_id = $1', [person.id]);
    });
    const { rows } = await t.owner.query('select body from referral_part where person_id = $1 order by body', [person.id]);
    expect(rows.map((row: { body: string }) => row.body)).toEqual(['42歳、単身', '倉庫内作業 5年']);
  });
});
