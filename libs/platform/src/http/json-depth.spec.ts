import { isDeeperThan } from './json-depth';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('the depth of a body', () => {
  it('counts lists and objects alike, side by side only once', () => {
    expect(isDeeperThan(bytes({ a: [{}, {}], b: [[]] }), 3)).toBe(false);
    expect(isDeeperThan(bytes({ a: [{}, {}], b: [[[]]] }), 3)).toBe(true);
  });

  it('does not count brackets inside text, quoted ones neither', () => {
    expect(isDeeperThan(bytes({ a: '[[[[{{{{' }), 1)).toBe(false);
    expect(isDeeperThan(bytes({ a: '\\"[[[[' }), 1)).toBe(false);
    expect(isDeeperThan(bytes('{"a":"\\\\","b":[[]]}'), 2)).toBe(true);
  });
});
