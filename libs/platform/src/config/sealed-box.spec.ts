import * as fc from 'fast-check';
import { openBox, sealBox } from './sealed-box';

const key = Buffer.alloc(32, 1);

describe('a sealed box', () => {
  it('opens to what was put in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, owner) => {
        const plain = Buffer.from(bytes);
        const box = sealBox(key, owner, plain);
        expect(openBox(key, owner, box)).toEqual(plain);
        expect(sealBox(key, owner, plain)).not.toEqual(box);
      }),
    );
  });

  it('does not open with another key, for another owner, or after any bit was changed', () => {
    const box = sealBox(key, 'a', Buffer.from('secret'));
    expect(() => openBox(Buffer.alloc(32, 2), 'a', box)).toThrow();
    expect(() => openBox(key, 'b', box)).toThrow();
    for (let at = 0; at < box.length; at += 1) {
      const changed = Buffer.from(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBox(key, 'a', changed)).toThrow();
    }
  });
});
