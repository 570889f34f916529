import { createHmac } from 'node:crypto';
import { keyFor, masterKeyId } from './master-keys';
import { sessionKey, sessionProof } from './session-proof';

const MASTER = Buffer.alloc(32, 7);

describe('the proof of a session', () => {
  it('is HMAC-SHA-256 under a key for this use alone', () => {
    expect(sessionProof(MASTER, 'abc|日本')).toEqual(createHmac('sha256', keyFor(MASTER, 'session')).update('abc|日本').digest());
  });

  it('is another one for every text and every master key', () => {
    expect(new Set([sessionProof(MASTER, 'a'), sessionProof(MASTER, 'b'), sessionProof(Buffer.alloc(32, 8), 'a')].map((one) => one.toString('hex'))).size).toBe(3);
  });

  it('is checked with a key that names its master key', () => {
    expect(sessionKey(MASTER)).toMatchObject({ keyId: masterKeyId(MASTER), innerPad: { length: 64 }, outerPad: { length: 64 } });
  });
});
