import { changeOf, digestOf } from './values';

describe('a change of a person', () => {
  it('keeps the fields that differ, as they were and as they are', () => {
    const change = changeOf('p', { phone: '083', address: '白鷺台', contactNote: null }, { phone: '090', address: '白鷺台', contactNote: '夜' });
    expect(change).toEqual({ personId: 'p', before: { phone: '083' }, after: { phone: '090', contactNote: '夜' } });
  });

  it('has no value for what is empty, and one for what was there before only', () => {
    expect(changeOf('p', { phone: '083', address: '' }, { phone: undefined, address: null })).toEqual({ personId: 'p', before: { phone: '083' }, after: {} });
    expect(changeOf('p', null, { closedOn: '2026-11-20', contacts: ['a'] }).after).toEqual({ closedOn: '2026-11-20', contacts: '["a"]' });
  });

  it('tells a long text by length and hash', () => {
    expect(digestOf('𠮷田')).toMatch(/^2文字 SHA-256 [0-9a-f]{64}$/);
    expect(digestOf('a')).not.toBe(digestOf('b'));
  });
});
