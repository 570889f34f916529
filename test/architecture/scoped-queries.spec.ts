import { resolve } from 'node:path';
import { roomSources, unscopedIn, unscopedReads } from './scoped-queries';

const root = resolve(__dirname, '../..');

describe('every query about persons', () => {
  it('looks at the masks of the acting office', () => {
    expect(roomSources(root).length).toBeGreaterThan(50);
    expect(unscopedIn(root)).toEqual([]);
  });

  it.each([
    ["`select * from person_basic b where b.person_id = $1`", "person_basic without scope('b', 'basic')"],
    ["`select * from person_basic b ${scope('b', 'contact')}`", "person_basic without scope('b', 'basic')"],
    ["`select * from person_basic b ${scope('c', 'basic')}`", "person_basic without scope('b', 'basic')"],
    ["'select id from placement'", "placement without scope('', 'placement')"],
    ["`select 1 from person p`", "person without scopePerson('p')"],
    ["`select 1 from referral r`", "referral without scopeParty('r')"],
    ["`select 1 from follow_up f`", 'follow_up without its office'],
    ["`select * from person_basic b ${scopeSeen('b', 'contact')}`", "person_basic without scope('b', 'basic')"],
    ["`select 1 from person p ${scopeSeenPerson('q')}`", "person without scopePerson('p')"],
    ["`with seen as (select * from readable) select 1 from seen s`", 'what may be seen is not asked through seenOf'],
    ["`select now() from office o`", 'the clock of the server'],
  ])('is refused: %s', (source, problem) => {
    expect(unscopedReads(source)).toContain(problem);
  });

  it('is let through when it is scoped', () => {
    expect(unscopedReads("`select 1 from person_basic b ${scope('b', 'basic')} join person p on true ${scopePerson('p')}`")).toEqual([]);
    expect(unscopedReads("`with ${seenOf('$1')} select 1 from person_basic b ${scopeSeen('b', 'basic')} join person p on true ${scopeSeenPerson('p')}`")).toEqual([]);
  });
});
