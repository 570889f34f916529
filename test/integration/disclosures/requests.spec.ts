import { isoDate } from '@madoguchi/kernel';
import { TransactionRunner } from '@madoguchi/platform';
import { DisclosureParticipants } from '@madoguchi/disclosures';
import { staffId } from '../../../apps/cli/src/demo/organisations';
import type { components } from '../../../apps/web/src/lib/api.generated';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { HELLO_WORK } from '../../world/facts';
import type { Person } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let boss: ApiSession;
let navi: ApiSession;
let chief: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  [cw, boss, navi, chief] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'), await t.signIn('toukatsu')];
});
afterAll(() => t.stop());

type Schemas = components['schemas'];
type Opened = Schemas['OpenedRequestDto'];
type Item = Schemas['DisclosureItemDto'];
interface Saved {
  readonly id: string;
  readonly version: number;
}

const refused = (code: string, status = 409): object => ({ status, body: { code } });
const ADDRESS = '山口市秘密町9番地';

/** A person with an address, whom Hello Work has taken over and written about. */
async function sharedPerson(name: string): Promise<Person> {
  const person = await t.world.person({ familyName: name });
  await ok(cw.put(`/clients/${person.id}/contact`, { version: 1, address: ADDRESS, phone: '083-555-0199' }));
  await ok(cw.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '夫の𠮷田さんが市内で働く。' }));
  await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'accept');
  await ok(navi.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'telephone', attended: true, content: '安定所の記録です。' }));
  return person;
}

async function ask(by: ApiSession, person: Person, more: object = {}): Promise<Saved> {
  return ok<Saved>(
    by.post(`/clients/${person.id}/disclosure-requests`, {
      requestedOn: '2026-11-20', requesterKind: 'self', requesterName: '本人　太郎', identityCheck: 'photo_id', askedFor: '私に関する記録のすべて', ...more,
    }),
  );
}

const GUARDIAN = { requesterKind: 'guardian', requesterName: '髙橋　一郎', authorityCheck: 'family_register' };

async function begin(by: ApiSession, saved: Saved): Promise<Opened> {
  await ok(by.post(`/disclosure-requests/${saved.id}/begin-review`, { version: saved.version }));
  return ok<Opened>(by.get(`/disclosure-requests/${saved.id}`));
}

async function mark(by: ApiSession, item: Item, body: object = { mark: 'disclose' }): Promise<void> {
  await ok(by.post(`/disclosure-items/${item.id}/mark`, { version: item.version, ...body }));
}

/** Marks what nobody has marked, and has every consultation answered. */
async function finish(by: ApiSession, opened: Opened, body: object = { mark: 'disclose' }): Promise<void> {
  for (const item of opened.items) {
    if (item.own && item.mark === null) await mark(by, item, body);
    if (!item.own) {
      await ok(by.post(`/disclosure-items/${item.id}/consult`, { version: item.version, consultedOn: '2026-11-20', answer: 'transferred', answeredOn: '2026-11-20' }));
    }
  }
}

const versionOf = async (id: string, by = cw): Promise<number> => (await ok<Opened>(by.get(`/disclosure-requests/${id}`))).request.version;
/** Decides on what stands there now. */
const decide = async (by: ApiSession, id: string, more: object = {}): Promise<ApiAnswer> =>
  by.post(`/disclosure-requests/${id}/decide`, { version: await versionOf(id, by), refuseExistence: false, ...more });
const pack = (by: ApiSession, id: string) => ok<Schemas['DisclosurePackDto']>(by.get(`/disclosure-requests/${id}/pack`));
const own = (opened: Opened, title: string): Item => opened.items.find((one) => one.own && one.title === title) as Item;

describe('rooms with records about persons', () => {
  it('take part, each with all its tables', async () => {
    const named = t.app.get(DisclosureParticipants).all().flatMap((one) => one.tables);
    const { rows } = await t.owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name in ('person_id', 'source_organisation_id', 'written_by')
         and table_name not in ('disclosure_request', 'disclosure_item') group by table_name having count(*) = 3 order by table_name`,
    );
    expect([...named].sort()).toEqual(rows.map((row) => row.name));
  });
});

describe('a request', () => {
  it('holds each sending with its own number and its own reply, whatever has become of the request since', async () => {
    const person = await t.world.person({ familyName: '再送' });
    await t.world.consent(person);
    const returned = await t.world.move(await t.world.sentRequest(person), 'return', { reason: 'consent_unclear', note: '同意書を確かめてください。' });
    const again = await t.world.move(await t.world.move(await t.world.move(returned, 'revise'), 'submit'), 'decide');
    const texts = (opened: Opened, title: string): readonly string[] => opened.items.filter((one) => one.own && one.title === title).map((one) => one.body ?? '');

    await t.world.move(again, 'accept');
    const sent = texts(await begin(cw, await ask(cw, person)), '支援要請');
    expect(sent).toEqual([expect.stringContaining('状態：差戻し'), expect.stringContaining('状態：受理')]);
    expect(new Set(sent.map((text) => /文書番号：(\S+)/.exec(text)?.[1])).size).toBe(2);
    const replies = texts(await begin(navi, await ask(navi, person)), '支援要請への回答');
    expect(replies).toEqual([expect.stringContaining('回答：差戻し'), expect.stringContaining('回答：受理')]);
    expect(replies[0]?.split('同意書を確かめてください。')).toHaveLength(2);
    expect(replies[1]).not.toContain('同意書を確かめてください。');
    expect(replies.join('\n')).not.toMatch(/起案|決裁待ち/);
  });

  it('is answered per holder: each pack holds only that organisation’s records, and names what the other gave', async () => {
    const person = await sharedPerson('二者');
    const city = await begin(cw, await ask(cw, person));
    const state = await begin(navi, await ask(navi, person));
    const texts = (opened: Opened): string => opened.items.map((one) => one.body ?? '').join('\n');
    expect(texts(city)).toContain(ADDRESS);
    expect(texts(city)).toContain('夫の𠮷田さん');
    expect(texts(city)).not.toContain('安定所の記録です');
    expect(texts(state)).toContain('安定所の記録です');
    expect(texts(state)).not.toContain('夫の𠮷田さん');
    expect(texts(state)).not.toContain('倉庫内作業');
    expect(state.items.filter((one) => !one.own)).toEqual([
      expect.objectContaining({ itemGroup: 'basic', title: '支援要請で受けた内容', holderName: '山口市', happenedOn: '2026-11-20', body: null, output: null }),
      expect.objectContaining({ itemGroup: 'work_history', title: '支援要請で受けた内容', body: null }),
    ]);
    expect(city.items.filter((one) => !one.own)).toEqual([expect.objectContaining({ title: '支援要請への回答', body: null })]);
    await finish(navi, state);
    await ok(decide(chief, state.request.id));
    const printed = await pack(navi, state.request.id);
    expect(printed).toMatchObject({ outcome: 'disclose', received: [{ holderName: '山口市', answer: 'transferred' }, { answer: 'transferred' }] });
    expect(JSON.stringify(printed)).toContain('安定所の記録です');
    expect(JSON.stringify(printed)).not.toContain('倉庫内作業');
    expect((await cw.get(`/disclosure-requests/${state.request.id}`)).status).toBe(404);
    expect((await chief.get(`/disclosure-requests/${city.request.id}`)).status).toBe(404);
    expect((await (await t.signIn('soudan')).get(`/disclosure-requests/${city.request.id}`)).status).toBe(404);
  });

  it('copies a plan with its parts, and a placement with what became of it, word by word', async () => {
    const person = await t.world.sharedPerson({ familyName: '写し' });
    await t.world.plan(person, {
      longTermGoal: '販売の仕事に就く',
      goals: [{ goal: '応募書類を整える', owner: 'client', dueOn: isoDate('2026-12-10') }],
      menus: [{ menu: 'application_coaching', owner: 'hello_work', periodFrom: isoDate('2026-11-24'), periodUntil: isoDate('2026-12-20') }],
      members: [{ staffId: staffId('navi1'), duty: '就職の相談' }],
    });
    await t.world.confirmedPlacement(person, { introducedOn: isoDate('2026-11-04'), hiredOn: isoDate('2026-11-10'), employerName: '湊町食品', weeklyHours: 38.5 });
    const { placements } = await ok<Schemas['PlacementsDto']>(navi.get(`/clients/${person.id}/placements`));
    const check = placements[0]?.checks.find((one) => one.milestone === 'w1');
    const attempt = { attemptedOn: '2026-11-20', reached: true, askedWhom: 'client', outcome: 'left', note: '体調のため', leftOn: '2026-11-18', separationReason: 'health' };
    await ok(navi.post(`/retention-checks/${check?.id}/record`, { version: check?.version, ...attempt }));
    const opened = await begin(navi, await ask(navi, person));
    const linesOf = (title: string): readonly string[] => own(opened, title).body?.split('\n') ?? [];
    expect(linesOf('支援プラン')).toEqual([
      'プランの状態：作成中',
      '長期目標：販売の仕事に就く',
      '支援期間の終了日：2027-05-20',
      '次回見直し日：2027-02-20',
      '達成目標：目標 応募書類を整える、担当 本人、期日 2026-12-10',
      '支援メニュー：メニュー 履歴書・面接対策、担当 ハローワーク、開始日 2026-11-24、終了日 2026-12-20',
      '支援チーム：職員 中野 拓也、役割 就職の相談',
    ]);
    expect(linesOf('就職')).toEqual(expect.arrayContaining(['紹介日：2026-11-04', '週所定時間：38.5', '就職先：湊町食品', '正社員：はい', '就職の状態：確認済', '確認日：2026-11-20']));
    const checked = ['時期：1週間', '予定日：2026-11-17', '連絡がついたか：はい', '確認先：本人', '結果：離職', '記事：体調のため'];
    expect([own(opened, '定着確認').happenedOn, ...linesOf('定着確認')]).toEqual(['2026-11-20', ...checked]);
    expect([own(opened, '離職').happenedOn, ...linesOf('離職')]).toEqual(['2026-11-18', '離職理由：病気・けが']);
  });

  it('is for offices that hold the person, and no consent makes a holder', async () => {
    const person = await t.world.person({ familyName: '持主' });
    await t.world.consent(person);
    await t.world.sentRequest(person);
    expect(await navi.get(`/clients/${person.id}/disclosure-requests`)).toMatchObject({ status: 200, body: { holds: false, requests: [] } });
    const body = { requestedOn: '2026-11-20', requesterKind: 'self', requesterName: '持主', identityCheck: 'photo_id', askedFor: 'すべて' };
    expect((await navi.post(`/clients/${person.id}/disclosure-requests`, body)).status).toBe(404);
    expect(await cw.post(`/clients/${person.id}/disclosure-requests`, { ...body, requestedOn: '2026-11-21' })).toMatchObject(refused('future_date', 422));
    expect(await cw.post(`/clients/${person.id}/disclosure-requests`, { ...body, identityCheck: 'none' })).toMatchObject(refused('unknown_code', 422));
  });

  it('shows every field that somebody filled in, under the words of the screens', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    await ok(cw.post(`/consents/${consent.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'no', note: '本人の申し出' }));
    await ok(cw.post(`/clients/${person.id}/protection`, { kind: 'local', startedOn: '2026-11-20' }));
    await ok(cw.post(`/clients/${person.id}/protection-releases`, { recipientOfficeId: HELLO_WORK, itemGroups: ['contact'], reason: '面接の連絡', lastsDays: 3 }));
    const opened = await begin(cw, await ask(cw, person));
    expect(own(opened, '情報共有の同意').body).toMatch(/同意の方法：書面\n撤回日：2026-11-20\n撤回の経緯：本人の申し出\n情報共有なしで支援を続けるか：続けない$/);
    expect(own(opened, '保護された情報の提供の申し出').body).toMatch(/^提供先：.*\n提供する理由：面接の連絡\n提供する日数：3$/);
  });

  it('prints nothing before the decision of a second person, and the text is gone after it', async () => {
    const person = await sharedPerson('決定');
    const opened = await begin(cw, await ask(cw, person));
    const { id } = opened.request;
    expect(await cw.get(`/disclosure-requests/${id}/pack`)).toMatchObject(refused('not_decided'));
    expect(await decide(cw, id)).toMatchObject({ status: 403 });
    expect(await decide(boss, id)).toMatchObject(refused('not_marked'));
    const consultation = own(opened, '相談記録');
    await mark(cw, consultation, { mark: 'partial', reason: 'third_party', ranges: [{ from: charactersBefore(consultation, '夫'), until: charactersBefore(consultation, '夫') + 4 }] });
    await mark(cw, own(opened, '連絡先'), { mark: 'withhold', reason: 'agency_work' });
    const rest = { ...opened, items: opened.items.filter((one) => one.own && one.id !== consultation.id && one.id !== own(opened, '連絡先').id) };
    await finish(cw, rest);
    expect(await decide(boss, id)).toMatchObject(refused('not_answered'));
    await finish(cw, { ...opened, items: opened.items.filter((one) => !one.own) });
    expect(await cw.get(`/disclosure-requests/${id}/pack`)).toMatchObject(refused('not_decided'));
    await expect(decideInSql('cw1', id)).rejects.toThrow('two persons');
    await ok(decide(boss, id, { reason: '本人以外の個人の情報が含まれるため' }));
    const printed = await pack(cw, id);
    expect(printed).toMatchObject({ outcome: 'partial', decidedOn: '2026-11-20', documentNumber: expect.stringMatching(/^個開第\d+号$/) as string });
    const line = printed.items.find((one) => one.title === '相談記録');
    expect(line).toMatchObject({ mark: 'partial', reason: 'third_party' });
    expect(line?.text).toContain('■■■■さんが市内で働く。');
    expect(printed.items.find((one) => one.itemGroup === 'contact')).toEqual({ itemGroup: 'contact', title: null, happenedOn: null, mark: 'withhold', reason: 'agency_work', text: null });
    expect(JSON.stringify(printed)).not.toContain('秘密町');
    const { rows } = await t.owner.query<{ row: string }>('select i::text as row from disclosure_item i where i.request_id = $1', [id]);
    const stored = rows.map((row) => row.row).join('\n');
    expect(stored).not.toContain('𠮷田');
    expect(stored).not.toContain('秘密町');
    const { rows: audited } = await t.owner.query<{ row: string }>("select detail::text as row from audit_event where action like 'disclosures.%'");
    expect(audited.map((row) => row.row).join()).not.toContain('秘密町');
    expect(await cw.post(`/disclosure-items/${consultation.id}/mark`, { version: 3, mark: 'disclose' })).toMatchObject(refused('illegal_transition'));
    expect((await ok<{ consultations: unknown }>(cw.get(`/clients/${person.id}/consultations`))) && (await contentOf(person))).toContain('夫の𠮷田さん');
    const { disclosures } = await ok<{ disclosures: object[] }>(cw.get(`/clients/${person.id}/disclosures`));
    expect(disclosures).toContainEqual(expect.objectContaining({ kind: 'request', officeName: '本人', legalBasis: 'request', itemGroups: expect.arrayContaining(['basic', 'consultation']) as string[] }));
    await ok(cw.post(`/disclosure-requests/${id}/deliver`, { version: await versionOf(id), deliveredOn: '2026-11-20' }));
    expect(await cw.post(`/disclosure-requests/${id}/withdraw`, { version: await versionOf(id), withdrawnOn: '2026-11-20' })).toMatchObject(refused('illegal_transition'));
    expect((await pack(cw, id)).outcome).toBe('partial');
  });

  it('is not decided by who reviewed, supervisor or not', async () => {
    const person = await t.world.person({ familyName: '二人' });
    const opened = await begin(cw, await ask(cw, person));
    const seen = await versionOf(opened.request.id);
    await finish(boss, opened);
    // Who decides has seen the last mark.
    expect(await boss.post(`/disclosure-requests/${opened.request.id}/decide`, { version: seen, refuseExistence: false })).toMatchObject({ status: 412 });
    expect(await decide(boss, opened.request.id)).toMatchObject(refused('second_person'));
    await expect(decideInSql('kakaricho', opened.request.id)).rejects.toThrow('two persons');
    expect((await ok<Opened>(boss.get(`/disclosure-requests/${opened.request.id}`))).decides).toBe(false);
  });

  it('keeps a clock that stands still during a 補正 and is extended once; the queue follows', async () => {
    const person = await t.world.person({ familyName: '時計' });
    const saved = await ask(cw, person, { requestedOn: '2026-11-01' });
    expect(await dueOf(person)).toEqual(['2026-12-01']);
    await ok(cw.post(`/disclosure-requests/${saved.id}/ask-correction`, { version: 1, askedOn: '2026-11-10', note: '対象の期間を書く' }));
    expect(await dueOf(person)).toEqual([]);
    expect(await cw.post(`/disclosure-requests/${saved.id}/begin-review`, { version: 2 })).toMatchObject(refused('illegal_transition'));
    await ok(cw.post(`/disclosure-requests/${saved.id}/end-correction`, { version: 2, correctedOn: '2026-11-15' }));
    expect(await dueOf(person)).toEqual(['2026-12-06']);
    await ok(cw.post(`/disclosure-requests/${saved.id}/extend`, { version: 3, days: 30, reason: '記録が多いため', noticedOn: '2026-11-20' }));
    expect(await dueOf(person)).toEqual(['2027-01-05']);
    expect(await cw.post(`/disclosure-requests/${saved.id}/extend`, { version: 4, days: 1, reason: '再度', noticedOn: '2026-11-20' })).toMatchObject(refused('already_extended'));
    expect(await cw.post(`/disclosure-requests/${saved.id}/extend`, { version: 3, days: 1, reason: '再度', noticedOn: '2026-11-20' })).toMatchObject({ status: 412 });
    await ok(cw.post(`/disclosure-requests/${saved.id}/begin-review`, { version: 4 }));
    await ok(cw.post(`/disclosure-requests/${saved.id}/withdraw`, { version: 5, withdrawnOn: '2026-11-20' }));
    expect(await dueOf(person)).toEqual([]);
    const { rows } = await t.owner.query('select 1 from disclosure_item where request_id = $1 and body is not null', [saved.id]);
    expect(rows).toEqual([]);
  });
});

describe('a protected person', () => {
  async function guarded(name: string): Promise<Person> {
    const person = await sharedPerson(name);
    const { id } = await ok<Saved>(cw.post(`/clients/${person.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    await ok(cw.post(`/protection/${id}/adversaries`, { name: '高橋 一郎', relation: 'former_spouse' }));
    return person;
  }

  it('is not located for a proxy, whatever the reviewer wants, and is for the own person', async () => {
    const person = await guarded('代理');
    const opened = await begin(cw, await ask(cw, person, { ...GUARDIAN, requesterName: '山田花子' }));
    expect(opened.adversary).toBe(false);
    for (const item of opened.items.filter((one) => one.own)) {
      const locating = ['contact', 'household', 'consultation', 'plan', 'job_search', 'placement'].includes(item.itemGroup);
      expect(item).toMatchObject({ forced: locating, ...(locating ? { mark: 'withhold', reason: 'life_health' } : { mark: null }) });
    }
    const contact = own(opened, '連絡先');
    expect(await cw.post(`/disclosure-items/${contact.id}/mark`, { version: 1, mark: 'disclose' })).toMatchObject(refused('must_withhold'));
    await finish(cw, opened);
    await ok(decide(boss, opened.request.id));
    const printed = JSON.stringify(await pack(cw, opened.request.id));
    for (const secret of ['秘密町', '夫の', '高橋', 'DV等', '公共職業安定所']) expect(printed).not.toContain(secret);
    const self = await begin(cw, await ask(cw, person));
    expect(self.items.some((one) => one.forced)).toBe(false);
  });

  it('takes a measure that comes during the review into account', async () => {
    const person = await sharedPerson('途中');
    const opened = await begin(cw, await ask(cw, person, { ...GUARDIAN, requesterName: '山田花子' }));
    await finish(cw, opened);
    await ok(cw.post(`/clients/${person.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    await ok(decide(boss, opened.request.id));
    expect(JSON.stringify(await pack(cw, opened.request.id))).not.toContain('秘密町');
  });

  it('is not disclosed at all to the other side of a measure; only the keeping office learns why', async () => {
    const person = await guarded('相手');
    const opened = await begin(cw, await ask(cw, person, GUARDIAN));
    expect(opened.adversary).toBe(true);
    await finish(cw, opened);
    expect(await decide(boss, opened.request.id)).toMatchObject(refused('may_not_disclose'));
    await finish(cw, await ok<Opened>(cw.get(`/disclosure-requests/${opened.request.id}`)).then(remark), { mark: 'withhold', reason: 'life_health' });
    await ok(decide(boss, opened.request.id));
    expect((await pack(cw, opened.request.id)).outcome).toBe('withhold');
    await ok(navi.put(`/clients/${person.id}/health`, { version: 0, conditionNote: '腰痛', obstacleNote: '' }));
    const other = await begin(navi, await ask(navi, person, GUARDIAN));
    expect(other.adversary).toBe(false);
    await finish(navi, other);
    expect(await decide(chief, other.request.id)).toMatchObject(refused('may_not_disclose'));
    await ok(decide(chief, other.request.id, { refuseExistence: true, reason: '存否を答えるだけで不開示情報を開示することになるため' }));
    const printed = await pack(navi, other.request.id);
    expect(printed).toMatchObject({ outcome: 'refuse_existence', items: [], received: [] });
    const { rows } = await t.owner.query('select 1 from disclosure_item where request_id = $1 and (body is not null or output is not null)', [other.request.id]);
    expect(rows).toEqual([]);
  });

  it('needs a reason for not saying whether there are records', async () => {
    const person = await t.world.person({ familyName: '存否' });
    const opened = await begin(cw, await ask(cw, person));
    expect(await decide(boss, opened.request.id, { refuseExistence: true })).toMatchObject({ status: 422 });
    await ok(decide(boss, opened.request.id, { refuseExistence: true, reason: '81条' }));
    expect(await ok<{ disclosures: { kind: string }[] }>(cw.get(`/clients/${person.id}/disclosures`))).toEqual({ disclosures: [] });
  });
});

/** Past every use case: what the database itself says to a decision. */
function decideInSql(login: string, id: string): Promise<unknown> {
  return t.app.get(TransactionRunner).run(t.ctx(login), (tx) =>
    tx.query(
      `update disclosure_request set status = 'decided', outcome = 'disclose', decided_by = (select current_staff()), decided_at = app_now(), decided_on = app_today(),
         document_number = 'x' where id = $1 and source_office_id = (select current_office())`,
      [id],
    ),
  );
}

/** As if nothing that a reviewer may change were marked. */
function remark(opened: Opened): Opened {
  return { ...opened, items: opened.items.filter((one) => one.own && !one.forced).map((one) => ({ ...one, mark: null })) };
}

function charactersBefore(item: Item, word: string): number {
  return Array.from((item.body ?? '').slice(0, (item.body ?? '').indexOf(word))).length;
}

async function contentOf(person: Person): Promise<string> {
  return JSON.stringify((await cw.get(`/clients/${person.id}/consultations`)).body);
}

async function dueOf(person: Person): Promise<readonly string[]> {
  const { rows } = await t.owner.query<{ due: string }>("select due_on::text as due from follow_up where person_id = $1 and kind = 'disclosure_request' and status = 'open'", [person.id]);
  return rows.map((row) => row.due);
}
