import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OidcSettings } from '@madoguchi/platform';

export interface RunningProvider {
  readonly settings: OidcSettings;
  stop(): Promise<void>;
}

/** Starts the provider in a process of its own; it ends with the test. */
export async function startIdentityProvider(redirectUri: string, subjectClaim = 'sub'): Promise<RunningProvider> {
  const child = spawn(process.execPath, [join(__dirname, 'identity-provider-process.mjs'), redirectUri], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [issuer] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    settings: { issuer, clientId: 'madoguchi', clientSecret: 'a-secret-of-the-test', subjectClaim, label: '庁内の共通認証でログイン', singleSignOn: true, redirectUri },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** A browser at the provider: keeps the provider's cookies and follows its redirects up to the way back. */
export class ProviderBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly settings: OidcSettings) {}

  /** Goes to `address` and signs in as `login` where it is asked. @returns what the provider wrote into the address of the return. */
  async visit(address: string, login: string, form: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    let next = address;
    for (let steps = 0; steps < 10; steps += 1) {
      if (next.startsWith(this.settings.redirectUri)) return Object.fromEntries(new URL(next).searchParams);
      const asks = new URL(next).pathname.startsWith('/interaction/');
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ') },
        ...(asks ? { method: 'POST', body: new URLSearchParams({ login, ...form }) } : {}),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        this.cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next).href;
    }
    throw new Error('The provider never came to an end');
  }
}
