import { readFileSync } from 'node:fs';

/** Where the sign-in page of the screens takes over from the provider; registered there as the one redirect address. */
const RETURN_PATH = '/sign-in/return';

/** A city's own identity provider (OpenID Connect, authorization code with PKCE). */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which has PKCE alone. */
  readonly clientSecret: string | undefined;
  /** The claim that is held against the stored subject. */
  readonly subjectClaim: string;
  /** Words on the button. */
  readonly label: string;
  /**
   * Whoever the provider remembers comes in without proof. Off unless set: counters share machines, and somebody who signs
   * an absent colleague out would come in as them.
   */
  readonly singleSignOn: boolean;
  /** Fixed: never taken from a request. */
  readonly redirectUri: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error that names the variable when a value cannot be used. Without OIDC_ISSUER there is no provider and no button. */
export function readOidc(environment: Environment, production: boolean): OidcSettings | undefined {
  const issuer = environment['OIDC_ISSUER'];
  if (issuer === undefined || issuer === '') return undefined;
  const origin = environment['PUBLIC_ORIGIN'] ?? '';
  requireAddress('OIDC_ISSUER', issuer, production);
  requireAddress('PUBLIC_ORIGIN', origin, production);
  if (new URL(origin).origin !== origin) throw new Error('PUBLIC_ORIGIN must be an origin alone, such as https://madoguchi.example.');
  const clientId = environment['OIDC_CLIENT_ID'];
  if (!clientId) throw new Error('OIDC_CLIENT_ID must be set where OIDC_ISSUER is.');
  return {
    issuer,
    clientId,
    clientSecret: secretOf(environment),
    subjectClaim: environment['OIDC_SUBJECT_CLAIM'] || 'sub',
    label: environment['OIDC_LABEL'] || '庁内の共通認証でログイン',
    singleSignOn: environment['OIDC_SINGLE_SIGN_ON'] === 'true',
    redirectUri: `${origin}${RETURN_PATH}`,
  };
}

function requireAddress(name: string, value: string, production: boolean): void {
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'https:' && (production || protocol !== 'http:')) {
    throw new Error(`${name} must be an address that begins with ${production ? 'https' : 'http or https'}.`);
  }
}

function secretOf(environment: Environment): string | undefined {
  const [secret, file] = [environment['OIDC_CLIENT_SECRET'], environment['OIDC_CLIENT_SECRET_FILE']];
  if (secret && file) throw new Error('Set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, not both.');
  if (!file) return secret || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error('The file that OIDC_CLIENT_SECRET_FILE names cannot be read.');
  }
}
