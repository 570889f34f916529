import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import { type OidcSettings, type Settings, SETTINGS } from '@madoguchi/platform';
import * as oidc from 'openid-client';

/** What a browser was sent to the provider with; it stays in the session and is worth one return. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The person must prove who they are once more, whatever the provider remembers of them. */
  readonly fresh: boolean;
  /** A screen waits in another window. */
  readonly again: boolean;
}

/** What the provider gave the browser to bring back. */
export interface ProviderAnswer {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

const TIMEOUT_SECONDS = 10;

/** The one place that talks to the identity provider. Protocol and signatures are the library's business. */
@Injectable()
export class IdentityProvider {
  private known: Promise<oidc.Configuration> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws DomainError `not_found` where no provider is configured. */
  get configured(): OidcSettings {
    if (!this.settings.oidc) throw notFound();
    return this.settings.oidc;
  }

  /**
   * @param again a screen waits behind: the person must prove it, whatever the settings say.
   * @returns where the browser goes, and what must be held against its return.
   */
  async begin(again: boolean): Promise<{ readonly address: string; readonly attempt: Attempt }> {
    const config = await this.configuration();
    const fresh = again || !this.configured.singleSignOn;
    const attempt: Attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      startedAt: this.settings.clock.now().toISOString(),
      fresh,
      again,
    };
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.configured.redirectUri,
      scope: 'openid',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { address: address.href, attempt };
  }

  /**
   * Exchanges the code and checks state, nonce, issuer, audience and signature; after a fresh attempt also that the
   * person signed in at the provider since it began, because the address could have been changed on its way.
   * @returns the subject. @throws Error of the library, whose text is for nobody.
   */
  async finish(attempt: Attempt, answer: ProviderAnswer): Promise<string> {
    const { redirectUri, subjectClaim } = this.configured;
    const returned = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer)) if (value !== undefined) returned.searchParams.set(name, value as string);
    const seconds = Math.ceil((this.settings.clock.now().getTime() - Date.parse(attempt.startedAt)) / 1_000);
    const tokens = await oidc.authorizationCodeGrant(await this.configuration(), returned, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
      ...(attempt.fresh ? { maxAge: seconds } : {}),
    });
    const subject = tokens.claims()?.[subjectClaim];
    if (typeof subject !== 'string' || subject === '') throw new Error('The claim of the subject is missing');
    return subject;
  }

  /** Asked for once; a provider that did not answer is asked again at the next attempt. */
  private configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.configured;
    // https is required of the settings in production; without it only tests on the loopback address work.
    const plain = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), { execute: plain, timeout: TIMEOUT_SECONDS });
    const server = found.serverMetadata();
    const config = new oidc.Configuration(server, clientId, undefined, authenticationFor(server, clientSecret));
    config.timeout = TIMEOUT_SECONDS;
    for (const allow of plain) allow(config);
    return config;
  }
}

/** OpenID Connect Discovery 1.0 §3: a provider that does not say takes `client_secret_basic`. */
function authenticationFor(server: oidc.ServerMetadata, secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic') ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
}
