import { isoDate } from './iso-date';
import { readKeyset, writeKeyset } from './keyset';

const ID = '0b6cdd7e-9d0c-4d5f-8a3b-6a1f7d2f9c11';

describe('keyset', () => {
  it('reads back what it wrote', () => {
    const last = { date: isoDate('2026-11-20'), id: ID };
    expect(readKeyset(writeKeyset(last))).toEqual(last);
  });

  it('takes an absent text for the first page', () => {
    expect(readKeyset(undefined)).toBeUndefined();
  });

  it.each(['', '2026-11-20', `2026-02-30_${ID}`, '2026-11-20_x', `2026-11-20_${ID}_x`, `x_${ID}`])('refuses %p', (text) => {
    expect(() => readKeyset(text)).toThrow(expect.objectContaining({ code: 'cursor' }) as Error);
  });
});
