/** What is asked, the same of both servers; one office of the demo, whose staff sign in. */
import { randomUUID } from 'node:crypto';

const FAMILIES = [['山田', 'ヤマダ'], ['佐藤', 'サトウ'], ['鈴木', 'スズキ'], ['高橋', 'タカハシ'], ['田中', 'タナカ'], ['伊藤', 'イトウ']];
const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ';

/** Part of a reading that nobody else has, so that nobody is asked whether it is the same person. */
function kana(length) {
  return [...randomUUID().replaceAll('-', '').slice(0, length)].map((digit, index) => KANA[(Number.parseInt(digit, 16) * 3 + index * 7) % KANA.length]).join('');
}

function anyone(number) {
  const [familyName, familyKana] = FAMILIES[number % FAMILIES.length];
  const birth = new Date(Date.UTC(1945, 0, 1) + ((number * 104_729) % 21_900) * 86_400_000);
  return {
    familyName, givenName: '測', familyKana: familyKana + kana(4), givenKana: kana(6), birthDate: birth.toISOString().slice(0, 10), sex: 'unanswered',
    phone: '083-000-1234', postalCode: '7530000', address: '湊町1丁目2番3号', programme: 'welfare_self_reliance', welfareStatus: 'welfare_recipient',
    chiefComplaint: '子どもの入園に合わせて、平日の昼間に働きたい。', openedOn: '2026-11-20', duplicatesSeen: [],
  };
}

/**
 * A counter's day in twenty requests, sixteen of which read. Always in this order, so that both sides are asked the same.
 */
const DAY = ['open', 'queue', 'search', 'records', 'consult', 'open', 'queue', 'open', 'search', 'consult', 'open', 'records', 'queue', 'open', 'consult', 'search', 'open', 'queue', 'records', 'register'];

/**
 * What is asked. Each shot has its `sequence` from the start; `kind` tells the requests of a mix apart.
 * @typedef {{ kind?: string, method: string, path: string, headers: Record<string, string>, body?: object }} Request
 * @returns {Promise<readonly { name: string, sequence: () => () => Request }[]>}
 */
export async function scenarios({ owner, demo, planId, headers }) {
  const { rows } = await owner.query(
    `select p.id, s.id as "caseId", b.family_kana || ' ' || b.given_kana as reading from person p join support_case s on s.person_id = p.id join person_basic b on b.person_id = p.id and b.source_organisation_id = p.source_organisation_id
     where p.source_office_id = $1 order by md5(p.id::text) limit 1000`,
    [demo.OFFICES.welfare.id],
  );
  // Nothing is written about those whose records are read: they would become longer while they are measured.
  const written = rows.filter((_row, index) => index % 2 === 0);
  const unchanged = rows.filter((_row, index) => index % 2 === 1);
  const command = () => ({ ...headers.worker, 'idempotency-key': randomUUID() });
  let newcomers = 0;
  const ask = {
    // Never the same newcomer again, or the later shots would meet more of one birth date.
    register: () => ({ method: 'POST', path: '/api/clients', headers: command(), body: anyone((newcomers += 1)) }),
    consult: (number) => {
      const { id, caseId } = written[number % written.length];
      const body = { caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '求人を三件見た。一件に応募する。履歴書は次回までに仕上げる。'.repeat(3) };
      return { method: 'POST', path: `/api/clients/${id}/consultations`, headers: command(), body };
    },
    open: (number) => ({ method: 'GET', path: `/api/clients/${rows[number % rows.length].id}`, headers: headers.worker }),
    queue: () => ({ method: 'GET', path: '/api/follow-ups?view=office', headers: headers.worker }),
    plan: () => ({ method: 'GET', path: `/api/annual-plans/${planId}/figures`, headers: headers.planner }),
    search: (number) => ({ method: 'POST', path: '/api/clients/search', headers: headers.worker, body: { text: unchanged[number % unchanged.length].reading } }),
    records: (number) => ({ method: 'GET', path: `/api/clients/${unchanged[number % unchanged.length].id}/consultations`, headers: headers.worker }),
  };
  // One of a kind goes on where the shot before it ended, so that those who are asked for are many.
  let number = 0;
  const only = (kind) => () => () => ask[kind]((number += 1));
  const mix = () => {
    let place = -1;
    return () => {
      place += 1;
      const kind = DAY[place % DAY.length];
      // A prime a day, so that each kind comes to everybody.
      return { kind, ...ask[kind](Math.floor(place / DAY.length) * 7_919 + (place % DAY.length)) };
    };
  };
  return [
    { name: 'register-client', sequence: only('register') },
    { name: 'log-consultation', sequence: only('consult') },
    { name: 'open-client', sequence: only('open') },
    { name: 'queue-page', sequence: only('queue') },
    { name: 'plan-page', sequence: only('plan') },
    { name: 'mix', sequence: mix },
  ];
}

/** How many lines an answer shows. */
const lines = ({ hits, items }) => (hits ?? items)?.length;

/** @throws when a question of the mix shows more on one side than on the other: they would not do the same work. */
export async function sameAnswers({ ours, floor }, list) {
  const next = list.find(({ name }) => name === 'mix').sequence();
  for (let number = 0; number < 5 * DAY.length; number += 1) {
    const { kind, method, path, headers, body } = next();
    if (kind === 'register' || kind === 'consult') continue;
    const shown = await Promise.all(
      [ours, floor].map(async ({ port }) => {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { ...headers, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
        return answer.ok ? lines(await answer.json()) : `status ${answer.status}`;
      }),
    );
    if (shown[0] !== shown[1]) throw new Error(`${method} ${path} shows ${shown[0]} with us and ${shown[1]} on the floor`);
  }
}
