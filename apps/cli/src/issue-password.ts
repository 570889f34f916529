import { foldLogin, hashPassword, newInitialPassword } from '@madoguchi/identity';
import { asOperator, recordOperator } from './as-operator';

/**
 * Another first password, for the one whom no administrator can help: an only administrator who lost it. Whoever is
 * signed in with the one before is signed out.
 * @returns the password, which is worth one thing: choosing another. @throws Error in Japanese that says what is wrong.
 */
export async function issuePassword(ownerUrl: string, login: string): Promise<string> {
  const password = newInitialPassword();
  const hash = await hashPassword(password);
  await asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; service: boolean; demo: boolean; disabled: boolean }>(
      'select id, service, demo, disabled_at is not null as disabled from staff where lower(normalize(login, NFKC)) = $1',
      [foldLogin(login)],
    );
    const [staff] = rows;
    if (!staff) throw new Error(`利用者ID「${login}」の利用者はいません。`);
    if (staff.service) throw new Error('他システム用の利用者は、パスワードを使いません。');
    if (staff.demo) throw new Error('見本の利用者のパスワードは変えられません。');
    if (staff.disabled) throw new Error('この利用者は停止されています。');
    await client.query(
      `insert into staff_credential (staff_id, password_hash, changed_at, must_change) values ($1, $2, clock_timestamp(), true)
       on conflict (staff_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = true, failures = 0, locked_until = null`,
      [staff.id, hash],
    );
    await client.query('delete from session where staff_id = $1', [staff.id]);
    await recordOperator(client, 'identity.issue-password', { staffId: staff.id });
  });
  return password;
}
