import { randomUUID } from 'node:crypto';
import { checkPermissions, foldLogin, newToken, type Role, tokenHash, validUntil } from '@madoguchi/identity';
import { addDays, isoDate, systemClock, todayInTokyo } from '@madoguchi/kernel';
import { asOperator, recordOperator } from './as-operator';

export interface TokenWish {
  readonly login: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly lastDay: string;
}

/** @returns the token, which nobody can look up again. @throws Error that says what is missing. */
export async function issueToken(ownerUrl: string, wish: TokenWish): Promise<string> {
  const [token, today] = [newToken(), todayInTokyo(systemClock)];
  await asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; role: Role }>(
      `select a.id, a.role from assignment a join staff s on s.id = a.staff_id
       where lower(normalize(s.login, NFKC)) = $1 and s.service and s.disabled_at is null and a.valid_from <= $2 and a.valid_until > $2`,
      [foldLogin(wish.login), today],
    );
    const [assignment, another] = rows;
    if (!assignment) throw new Error(`"${wish.login}" is no service account with an assignment today.`);
    if (another) throw new Error(`"${wish.login}" has several assignments; issue the token on the screen.`);
    checkPermissions(assignment.role, wish.permissions);
    const until = validUntil(isoDate(wish.lastDay), today);
    const id = randomUUID();
    await client.query(
      'insert into service_token (id, assignment_id, name, token_hash, permissions, issued_at, valid_until) values ($1, $2, $3, $4, $5, clock_timestamp(), $6)',
      [id, assignment.id, wish.name, tokenHash(token), wish.permissions, until],
    );
    await recordOperator(client, 'identity.issue-token', { tokenId: id, assignmentId: assignment.id, permissions: wish.permissions, lastDay: wish.lastDay });
  });
  return token;
}

export async function revokeToken(ownerUrl: string, id: string): Promise<void> {
  await asOperator(ownerUrl, async (client) => {
    const { rowCount } = await client.query('update service_token set revoked_at = clock_timestamp() where id = $1 and revoked_at is null', [id]);
    if (rowCount === 0) throw new Error('There is no such token that is still good.');
    await recordOperator(client, 'identity.revoke-token', { tokenId: id });
  });
}

/** One line a token; nothing of it is secret. */
export async function listTokens(ownerUrl: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; name: string; login: string; until: string; revoked: boolean; used: Date | null }>(
      `select t.id, t.name, s.login, t.valid_until as until, t.revoked_at is not null as revoked, t.last_used_at as used
       from service_token t join assignment a on a.id = t.assignment_id join staff s on s.id = a.staff_id order by t.issued_at, t.id`,
    );
    for (const { id, name, login, until, revoked, used } of rows) {
      const state = revoked ? 'revoked' : `good until ${addDays(isoDate(until), -1)}`;
      lines.push([id, login, name, state, used === null ? 'never used' : `last used ${used.toISOString()}`].join('  '));
    }
  });
  return lines;
}
