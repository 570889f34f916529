import { identityOf, optional, splitName } from './person';

describe('splitName', () => {
  it.each([
    ['見本　あきら', '見本', 'あきら'],
    ['見本 あきら', '見本', 'あきら'],
    ['  サントス　ホセ・アントニオ ', 'サントス', 'ホセ・アントニオ'],
    ['グエン ヴァン ナム', 'グエン', 'ヴァン ナム'],
    ['見本', '見本', ''],
    ['　', '', ''],
  ])('%s', (text, family, given) => {
    expect(splitName(text)).toEqual({ family, given });
  });

  it('keeps variants of a character as typed', () => {
    expect(splitName('髙﨑　𠮷').family).toBe('髙﨑');
  });
});

describe('identityOf', () => {
  it('has no name where the name is closed', () => {
    const closed = { number: 'R08-00001', familyName: null, givenName: null, familyKana: null, givenKana: null, birthDate: null };
    expect(identityOf(closed)).toEqual({ number: 'R08-00001', name: null, kana: null, birthDate: null });
  });

  it('writes a person with one name without a trailing space', () => {
    const one = { number: 'R08-00002', familyName: 'マリア', givenName: '', familyKana: 'マリア', givenKana: '', birthDate: '1990-02-03' };
    expect(identityOf(one).name).toBe('マリア');
  });
});

describe('optional', () => {
  it('leaves out what is only space and never trims what is there', () => {
    expect(optional(' 　')).toBeUndefined();
    expect(optional(' a ')).toBe(' a ');
  });
});
