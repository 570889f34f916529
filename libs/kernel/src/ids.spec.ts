import { isUuid, newId, type PersonId } from './ids';

describe('ids', () => {
  it('makes ids that are UUIDs and differ from each other', () => {
    const made = Array.from({ length: 100 }, () => newId<'Person'>());
    expect(made.every(isUuid)).toBe(true);
    expect(new Set(made).size).toBe(100);
  });

  it('gives an id of the kind that was asked for', () => {
    const id: PersonId = newId();
    expect(isUuid(id)).toBe(true);
  });

  it.each(['', 'abc', '0190163d-8694-739b-aea5', 'x0190163d-8694-739b-aea5-966c26f8ad91', '0190163d8694739baea5966c26f8ad91'])(
    'refuses %p',
    (text) => {
      expect(isUuid(text)).toBe(false);
    },
  );

  it('accepts upper case', () => {
    expect(isUuid('0190163D-8694-739B-AEA5-966C26F8AD91')).toBe(true);
  });
});
