import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOidc } from './oidc-settings';

const full = { OIDC_ISSUER: 'https://id.city.example', OIDC_CLIENT_ID: 'madoguchi', PUBLIC_ORIGIN: 'https://madoguchi.city.example' };

describe('the settings of the identity provider', () => {
  it('are absent where no issuer is named, and whole where one is', () => {
    expect(readOidc({}, true)).toBeUndefined();
    expect(readOidc(full, true)).toMatchObject({ redirectUri: 'https://madoguchi.city.example/sign-in/return', subjectClaim: 'sub', clientSecret: undefined, singleSignOn: false });
  });

  it('name the variable that is missing or cannot be used', () => {
    expect(() => readOidc({ ...full, OIDC_CLIENT_ID: '' }, false)).toThrow(/OIDC_CLIENT_ID/);
    expect(() => readOidc({ ...full, PUBLIC_ORIGIN: undefined }, false)).toThrow(/PUBLIC_ORIGIN/);
    expect(() => readOidc({ ...full, PUBLIC_ORIGIN: 'https://madoguchi.city.example/app' }, false)).toThrow(/PUBLIC_ORIGIN/);
  });

  it('take http for tests alone', () => {
    const plain = { ...full, OIDC_ISSUER: 'http://127.0.0.1:3999', PUBLIC_ORIGIN: 'http://127.0.0.1:3000' };
    expect(readOidc(plain, false)?.issuer).toBe('http://127.0.0.1:3999');
    expect(() => readOidc(plain, true)).toThrow(/OIDC_ISSUER/);
    expect(() => readOidc({ ...plain, OIDC_ISSUER: full.OIDC_ISSUER }, true)).toThrow(/PUBLIC_ORIGIN/);
  });

  it('read the secret from a variable or from a file, never from both', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'madoguchi-oidc-')), 'secret');
    writeFileSync(file, 'from-a-file\n');
    expect(readOidc({ ...full, OIDC_CLIENT_SECRET_FILE: file }, true)?.clientSecret).toBe('from-a-file');
    expect(() => readOidc({ ...full, OIDC_CLIENT_SECRET: 'x', OIDC_CLIENT_SECRET_FILE: file }, true)).toThrow(/not both/);
    expect(() => readOidc({ ...full, OIDC_CLIENT_SECRET_FILE: `${file}-absent` }, true)).toThrow(/OIDC_CLIENT_SECRET_FILE/);
  });
});
