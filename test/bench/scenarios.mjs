/** What is asked, the same of both servers; one client's office of the demo, whose staff sign in. */
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
 * @returns {Promise<readonly { name: string, next: () => { method: string, path: string, headers: Record<string, string>, body?: object } }[]>}
 */
export async function scenarios({ owner, demo, planId, headers }) {
  const { rows } = await owner.query('select p.id, s.id as "caseId" from person p join support_case s on s.person_id = p.id where p.source_office_id = $1 order by md5(p.id::text) limit 1000', [
    demo.OFFICES.welfare.id,
  ]);
  let number = 0;
  const client = () => rows[(number += 1) % rows.length];
  const command = () => ({ ...headers.worker, 'idempotency-key': randomUUID() });
  return [
    { name: 'register-client', next: () => ({ method: 'POST', path: '/api/clients', headers: command(), body: anyone((number += 1)) }) },
    {
      name: 'log-consultation',
      next: () => {
        const { id, caseId } = client();
        const body = { caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '求人を三件見た。一件に応募する。履歴書は次回までに仕上げる。'.repeat(3) };
        return { method: 'POST', path: `/api/clients/${id}/consultations`, headers: command(), body };
      },
    },
    { name: 'open-client', next: () => ({ method: 'GET', path: `/api/clients/${client().id}`, headers: headers.worker }) },
    { name: 'queue-page', next: () => ({ method: 'GET', path: '/api/follow-ups?view=office', headers: headers.worker }) },
    { name: 'plan-page', next: () => ({ method: 'GET', path: `/api/annual-plans/${planId}/figures`, headers: headers.planner }) },
  ];
}
