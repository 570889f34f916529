import type { INestApplicationContext } from '@nestjs/common';
import { addDays, addMonths, compareDates, type DateRange, daysBetween, fiscalYear, fiscalYearOf, fiscalYearRange, isoDate, type IsoDate } from '@madoguchi/kernel';
import { type MadeUpPerson, makePeople } from './people/made-up-people';
import { pick, seededRng, wholeNumber } from './people/prng';
import { Actors } from './story/actors';
import { pathOf, usualPath } from './story/path';
import type { Cast } from './story/cast';
import { personStory } from './story/person-story';

/** About 300 persons over two fiscal years: last year's 180, and this year's share of 180 so far. */
export const CLIENTS_A_YEAR = 180;
const SEED = 20_260_401;
const FIRST_LOOK = 100;
const LOOK_EVERY = 500;

interface Telling {
  readonly next: IsoDate;
  readonly story: AsyncGenerator<IsoDate, void, void>;
}

/**
 * Lets every story happen in the order of the calendar, up to `today`: what would come later stays open in the queues.
 * The same day gives the same municipality.
 */
export async function seedClients(app: INestApplicationContext, today: IsoDate, aYear: number, progress: (events: number) => Promise<void>): Promise<number> {
  const actors = new Actors(app);
  const cast = casting(today, aYear);
  const waiting: Telling[] = [];
  for (const one of cast) {
    const story = personStory(actors, one, seededRng(SEED + one.serial));
    const first = await story.next();
    if (!first.done) waiting.push({ next: first.value, story });
  }
  let told = 0;
  for (;;) {
    waiting.sort((a, b) => compareDates(b.next, a.next));
    const telling = waiting.pop();
    if (!telling || compareDates(telling.next, today) > 0) break;
    const event = await telling.story.next();
    told += 1;
    if (told === FIRST_LOOK || told % LOOK_EVERY === 0) await progress(told);
    if (!event.done) waiting.push({ next: event.value, story: telling.story });
  }
  return cast.length;
}

function casting(today: IsoDate, aYear: number): readonly Cast[] {
  const rng = seededRng(SEED);
  const thisYear = fiscalYearOf(today);
  const people = makePeople(rng, 2 * aYear, { bornBetween: { from: isoDate('1958-04-01'), to: isoDate('2006-03-31') } });
  const years = [fiscalYear(thisYear - 1), thisYear].map((year) => fiscalYearRange(year));
  return people.flatMap((person: MadeUpPerson, index) => {
    const inYear = index % aYear;
    const range = years[Math.floor(index / aYear)];
    if (!range) return [];
    const opensOn = openingDay(range, inYear, aYear, rng);
    if (compareDates(opensOn, today) > 0) return [];
    return [{ person, path: isThisYear(range, today) ? pathOf(inYear, rng) : usualPath(rng), opensOn, serial: index + 1, desk: pick(rng, DESKS) }];
  });
}

const DESKS = ['welfare', 'welfare', 'welfare', 'welfare', 'selfReliance', 'singleParent'] as const;

/** Spread evenly over the year with some chance. */
function openingDay(range: DateRange, inYear: number, aYear: number, rng: () => number): IsoDate {
  const days = daysBetween(range.from, addMonths(range.from, 12));
  return addDays(range.from, Math.min(days - 1, Math.floor((inYear * days) / aYear) + wholeNumber(rng, 0, 2)));
}

function isThisYear(range: DateRange, today: IsoDate): boolean {
  return compareDates(today, range.from) >= 0 && compareDates(today, range.until) < 0;
}
