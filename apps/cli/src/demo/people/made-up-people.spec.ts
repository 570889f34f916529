import { ageOn, isIsoDate, isKana, isoDate } from '@madoguchi/kernel';
import { type MadeUpHousehold, makeHousehold, makePeople } from './made-up-people';
import { seededRng } from './prng';

const bornBetween = { from: isoDate('1955-04-01'), to: isoDate('2008-04-01') };
const asOf = isoDate('2026-11-20');
const people = makePeople(seededRng(7), 1000, { bornBetween });

function households(seed: number): readonly MadeUpHousehold[] {
  const rng = seededRng(seed);
  return Array.from({ length: 500 }, () => makeHousehold(rng, { headBornBetween: bornBetween, asOf }));
}

describe('made-up people', () => {
  it('are the same for the same seed and others for another', () => {
    expect(makePeople(seededRng(7), 1000, { bornBetween })).toEqual(people);
    expect(makePeople(seededRng(8), 1000, { bornBetween })).not.toEqual(people);
  });

  it('all have names, and kana that is kana', () => {
    for (const person of people) {
      expect(person.familyName).not.toBe('');
      expect(person.givenName).not.toBe('');
      expect([person.familyKana, person.givenKana].every(isKana)).toBe(true);
    }
  });

  it('are born when asked, and live and answer where nobody does', () => {
    for (const person of people) {
      expect(isIsoDate(person.birthDate)).toBe(true);
      expect(person.birthDate >= bornBetween.from && person.birthDate <= bornBetween.to).toBe(true);
      expect(person.phone).toMatch(/^0[789]0-0000-\d{4}$/);
      expect(person.postalCode).toMatch(/^753-09\d{2}$/);
      expect(person.address).toMatch(/^山口市.+\d+番\d+号/);
    }
  });

  it('vary: rare characters, foreign names, both sexes, many birthdays', () => {
    const names = people.map((person) => person.familyName);
    expect(names).toEqual(expect.arrayContaining(['髙橋', '𠮷田', '渡邉', '山﨑', 'グエン']));
    expect(new Set(people.map((person) => person.sex))).toEqual(new Set(['female', 'male']));
    expect(new Set(people.map((person) => person.birthDate)).size).toBeGreaterThan(900);
    expect(new Set(people.map((person) => person.familyName + person.givenName)).size).toBeGreaterThan(500);
  });
});

describe('made-up households', () => {
  const made = households(3);

  it('are the same for the same seed', () => {
    expect(households(3)).toEqual(made);
  });

  it('have one head, first, and live together', () => {
    for (const { members } of made) {
      expect(members.map((member) => member.relation === '世帯主')).toEqual(members.map((_member, index) => index === 0));
      expect(new Set(members.map((member) => `${member.person.familyName} ${member.person.address}`)).size).toBe(1);
    }
  });

  it('have children younger than their parents and nobody unborn', () => {
    for (const { members } of made) {
      const head = members[0]?.person.birthDate ?? asOf;
      for (const { relation, person } of members) {
        expect(person.birthDate <= asOf).toBe(true);
        if (relation === '子') expect(ageOn(head, person.birthDate)).toBeGreaterThanOrEqual(18);
        if (relation === '親') expect(person.birthDate < head).toBe(true);
      }
    }
  });

  it('come in every shape', () => {
    const relations = new Set(made.flatMap(({ members }) => members.map((member) => member.relation)));
    expect(relations).toEqual(new Set(['世帯主', '配偶者', '子', '親']));
    expect(new Set(made.map(({ members }) => members.length)).size).toBeGreaterThanOrEqual(4);
  });
});
