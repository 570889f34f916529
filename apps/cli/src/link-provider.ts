import { foldLogin } from '@madoguchi/identity';
import type { Environment } from '@madoguchi/platform';
import { Client } from 'pg';

/**
 * Links an account to a subject of the identity provider, or takes the link away. An operator's business, so the owner
 * writes it, and the audit record says so.
 * @throws Error that says what is missing.
 */
export async function linkProvider(ownerUrl: string, options: { readonly login: string; readonly subject: string | undefined }, environment: Environment): Promise<string> {
  const issuer = environment['OIDC_ISSUER'];
  if (!issuer) throw new Error('OIDC_ISSUER must name the provider whose subject this is.');
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-link' });
  await client.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; service: boolean }>('select id, service from staff where lower(normalize(login, NFKC)) = $1', [foldLogin(options.login)]);
    const [staff] = rows;
    if (!staff) throw new Error(`There is no account "${options.login}".`);
    if (staff.service) throw new Error('A service account never signs in; it has tokens.');
    await client.query('delete from staff_identity where staff_id = $1 and issuer = $2', [staff.id, issuer]);
    if (options.subject !== undefined) {
      await client.query('insert into staff_identity (issuer, subject, staff_id, linked_at) values ($1, $2, $3, clock_timestamp())', [issuer, options.subject, staff.id]);
    }
    await client.query('select audit_append($1, $2::uuid[], $3::jsonb)', [
      'identity.link-provider',
      [],
      JSON.stringify({ staffId: staff.id, by: 'operator', linked: options.subject !== undefined }),
    ]);
    await client.query('commit');
  } finally {
    // Ends an open transaction too.
    await client.end();
  }
  return options.subject === undefined ? 'The account is linked to nobody at this provider any more.' : 'The account is linked.';
}
