import type { Settings } from '@madoguchi/platform';
import { SessionCookie } from './session-cookie';

const cookieOf = (settings: Partial<Settings>): SessionCookie => new SessionCookie({ behindProxy: false, sessionSecret: 'a-secret', ...settings } as Settings);

/** What a browser sends back of what it was given. */
function given(cookie: SessionCookie, sid: string): string {
  let header = '';
  cookie.give({ header: (_: string, value: string) => (header = value) } as never, sid);
  return header.split(';')[0] ?? '';
}

const SID = 'a-session-id-of-enough-letters';
const sent = (text: string) => ({ headers: { cookie: text } });

describe('the cookie of a session', () => {
  const cookie = cookieOf({});

  it('gives its id back, whatever other cookies travel with it', () => {
    expect(cookie.read(sent(given(cookie, SID)))).toBe(SID);
    expect(cookie.read(sent(`a=1; ${given(cookie, SID)};b=2`))).toBe(SID);
  });

  it('names nobody without the signature that we gave, under another name, or broken', () => {
    const good = given(cookie, SID);
    for (const text of ['', 'madoguchi=', `madoguchi=${SID}`, good.slice(0, -1), `${good}A`, good.replace('a-session', 'b-session'), `x${good}`, 'madoguchi=%E0%A4%A', `madoguchi=s%3A${SID}.`]) {
      expect({ text, sid: cookie.read(sent(text)) }).toEqual({ text, sid: undefined });
    }
    expect(cookieOf({ sessionSecret: 'another' }).read(sent(good))).toBeUndefined();
    expect(cookieOf({ behindProxy: true }).read(sent(good))).toBeUndefined();
    expect(cookie.read({ headers: {} })).toBeUndefined();
  });

  it('is known by its name alone where a token comes beside it', () => {
    expect(cookie.isIn(sent('madoguchi=anything'))).toBe(true);
    expect(cookie.isIn(sent('notmadoguchi=anything'))).toBe(false);
  });
});
