import { keyFor, masterKeyId, masterKeyNamed, openWithAny } from './master-keys';
import { sealBox } from './sealed-box';

const [old, present, strange] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
const keys = { masterKey: present, earlierMasterKeys: [old] };

describe('master keys', () => {
  it('give each use a key of its own, and each key a name that is none of them', () => {
    const derived = [keyFor(present, 'a'), keyFor(present, 'b'), keyFor(old, 'a'), present];
    expect(new Set(derived.map((key) => key.toString('hex'))).size).toBe(4);
    expect(keyFor(present, 'a')).toEqual(keyFor(Buffer.from(present), 'a'));
    expect(masterKeyId(present)).toMatch(/^[0-9a-f]{16}$/);
    expect(present.toString('hex')).not.toContain(masterKeyId(present));
  });

  it('are found by name, the earlier ones too, and missed in words', () => {
    expect(masterKeyNamed(keys, masterKeyId(old))).toEqual(old);
    expect(masterKeyNamed(keys, masterKeyId(present))).toEqual(present);
    expect(() => masterKeyNamed(keys, masterKeyId(strange))).toThrow('MASTER_KEY_EARLIER');
  });

  it('open what any of them sealed, and nothing else', () => {
    for (const key of [old, present]) expect(openWithAny(keys, 'o', sealBox(key, 'o', Buffer.from('秘'))).toString()).toBe('秘');
    expect(() => openWithAny(keys, 'o', sealBox(strange, 'o', Buffer.from('秘')))).toThrow();
    expect(() => openWithAny(keys, 'p', sealBox(old, 'o', Buffer.from('秘')))).toThrow();
  });
});
