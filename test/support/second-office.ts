import { BUREAU, demoId, staffId } from '../../apps/cli/src/demo/organisations';
import type { ApiSession } from './api-session';
import type { TestApp } from './app';

const LOGIN = 'second-office-navi';

/** A second Hello Work office of the same bureau with one navigator: the demo has one office only. */
export async function secondHelloWork(t: TestApp): Promise<{ readonly id: string; readonly login: string; readonly navi: ApiSession }> {
  const id = demoId('test: second hello work');
  const staff = staffId(LOGIN);
  await t.owner.query("insert into office (id, organisation_id, kind, name, head_title) values ($1, $2, 'hello_work', '第二公共職業安定所', '所長')", [id, BUREAU.id]);
  await t.owner.query("insert into staff (id, login, name, demo) values ($1, $2, '第二　職員', true)", [staff, LOGIN]);
  await t.owner.query('insert into staff_credential (staff_id, password_hash) select $1, password_hash from staff_credential where staff_id = $2', [staff, staffId('navi1')]);
  await t.owner.query("insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'navigator', '2024-04-01')", [demoId(`assignment ${LOGIN}`), staff, id]);
  return { id, login: LOGIN, navi: await t.signIn(LOGIN) };
}
