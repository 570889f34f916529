import { addDays, compareDates, daysBetween, type IsoDate } from '@madoguchi/kernel';
import { FAMILY_NAMES, FEMALE_NAMES, FOREIGN_NAMES, MALE_NAMES, type NameAndKana, TOWNS } from './made-up-names';
import { chance, pick, type Rng, wholeNumber } from './prng';

export type MadeUpSex = 'female' | 'male';

/** Nobody: put together from lists by a seed. The phone numbers are in a block that is given to no subscriber. */
export interface MadeUpPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana: string;
  readonly givenKana: string;
  readonly birthDate: IsoDate;
  readonly sex: MadeUpSex;
  /** `0X0-0000-nnnn` */
  readonly phone: string;
  /** `nnn-nnnn` */
  readonly postalCode: string;
  readonly address: string;
}

/** Both days inclusive. */
export interface BornBetween {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export type MadeUpRelation = '世帯主' | '配偶者' | '子' | '親';

export interface MadeUpMember {
  readonly relation: MadeUpRelation;
  readonly person: MadeUpPerson;
}

/** The head comes first. All share family name and address. */
export interface MadeUpHousehold {
  readonly members: readonly MadeUpMember[];
}

export interface HouseholdOptions {
  readonly headBornBetween: BornBetween;
  /** Nobody in it is born after this day. */
  readonly asOf: IsoDate;
}

interface Home {
  readonly family: Family;
  readonly postalCode: string;
  readonly address: string;
}

interface Family {
  readonly name: NameAndKana;
  readonly given: Readonly<Record<MadeUpSex, readonly NameAndKana[]>>;
}

type YearsApart = readonly [min: number, max: number];

const FOREIGN_SHARE = 0.06;
const SHAPES = ['single', 'single', 'single', 'couple', 'one_parent', 'one_parent', 'family', 'with_parent'] as const;

export function makePerson(rng: Rng, options: { readonly bornBetween: BornBetween }): MadeUpPerson {
  return personAt(rng, makeHome(rng), options.bornBetween, makeSex(rng));
}

export function makePeople(
  rng: Rng,
  count: number,
  options: { readonly bornBetween: BornBetween },
): readonly MadeUpPerson[] {
  return Array.from({ length: count }, () => makePerson(rng, options));
}

export function makeHousehold(rng: Rng, options: HouseholdOptions): MadeUpHousehold {
  const home = makeHome(rng);
  const sex = makeSex(rng);
  const head = personAt(rng, home, options.headBornBetween, sex);
  const member = (relation: MadeUpRelation, years: YearsApart, as = makeSex(rng)): MadeUpMember[] => {
    const born = window(head.birthDate, years, options.asOf);
    return born === undefined ? [] : [{ relation, person: personAt(rng, home, born, as) }];
  };
  const spouse = (): MadeUpMember[] => member('配偶者', [-6, 6], sex === 'female' ? 'male' : 'female');
  const children = (): MadeUpMember[] =>
    Array.from({ length: wholeNumber(rng, 1, 3) }).flatMap(() => member('子', [19, 42]));
  const others = (): MadeUpMember[] => {
    switch (pick(rng, SHAPES)) {
      case 'single':
        return [];
      case 'couple':
        return spouse();
      case 'one_parent':
        return children();
      case 'family':
        return [...spouse(), ...children()];
      case 'with_parent':
        return member('親', [-40, -20]);
    }
  };
  return { members: [{ relation: '世帯主', person: head }, ...others()] };
}

function personAt(rng: Rng, home: Home, born: BornBetween, sex: MadeUpSex): MadeUpPerson {
  const [familyName, familyKana] = home.family.name;
  const [givenName, givenKana] = pick(rng, home.family.given[sex]);
  const birthDate = addDays(born.from, wholeNumber(rng, 0, daysBetween(born.from, born.to)));
  return {
    familyName,
    givenName,
    familyKana,
    givenKana,
    birthDate,
    sex,
    phone: `0${pick(rng, [7, 8, 9])}0-0000-${String(wholeNumber(rng, 0, 9999)).padStart(4, '0')}`,
    postalCode: home.postalCode,
    address: home.address,
  };
}

function makeHome(rng: Rng): Home {
  const [postalCode, town] = pick(rng, TOWNS);
  const house = `${wholeNumber(rng, 1, 30)}番${wholeNumber(rng, 1, 40)}号`;
  const room = chance(rng, 0.4) ? makeRoom(rng) : '';
  return { family: makeFamily(rng), postalCode, address: `山口市${town}${house}${room}` };
}

function makeRoom(rng: Rng): string {
  const building = pick(rng, ['若葉', '夕映え', '小鳩']);
  return ` メゾン${building} ${wholeNumber(rng, 1, 4)}0${wholeNumber(rng, 1, 8)}`;
}

function makeFamily(rng: Rng): Family {
  if (!chance(rng, FOREIGN_SHARE)) {
    return { name: pick(rng, FAMILY_NAMES), given: { female: FEMALE_NAMES, male: MALE_NAMES } };
  }
  const [family, female, male] = pick(rng, FOREIGN_NAMES);
  return { name: [family, family], given: { female: [[female, female]], male: [[male, male]] } };
}

function makeSex(rng: Rng): MadeUpSex {
  return chance(rng, 0.5) ? 'female' : 'male';
}

/** Those born so many years after `birth` (before, if negative), up to `asOf`; undefined if that is nobody. */
function window(birth: IsoDate, [minYears, maxYears]: YearsApart, asOf: IsoDate): BornBetween | undefined {
  const from = addDays(birth, Math.round(minYears * 365.25));
  const to = addDays(birth, Math.round(maxYears * 365.25));
  if (compareDates(from, asOf) > 0) return undefined;
  return { from, to: compareDates(to, asOf) > 0 ? asOf : to };
}
