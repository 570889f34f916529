import { closedGroups, ITEM_GROUP_ROWS, maskOf, SHAREABLE_GROUPS } from './item-group';

describe('closed item groups', () => {
  it('are those that are not open; the number is none', () => {
    expect(closedGroups(maskOf('number') | maskOf('basic') | maskOf('placement'))).toEqual(SHAREABLE_GROUPS.filter((group) => group !== 'basic' && group !== 'placement'));
    expect(closedGroups(0)).toEqual(SHAREABLE_GROUPS);
  });
});

describe('the bits of the item groups', () => {
  // Masks are stored: whoever changes a line here opens one group to the readers of another. A new group takes the next bit.
  const GIVEN = { number: 0, basic: 1, contact: 2, household: 3, health: 4, income: 5, work_history: 6, consultation: 7, plan: 8, job_search: 9, placement: 10 };

  it('are those that they were given, and no two groups share one', () => {
    const bits = ITEM_GROUP_ROWS.map((row) => row[4] as number);
    expect(Object.fromEntries(ITEM_GROUP_ROWS.map(([group, , , , bit]) => [group, bit]))).toEqual(GIVEN);
    expect(new Set(bits).size).toBe(bits.length);
    expect(maskOf('health')).toBe(16);
  });
});
