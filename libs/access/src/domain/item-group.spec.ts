import { closedGroups, SHAREABLE_GROUPS } from './item-group';

describe('closed item groups', () => {
  const opened = [
    { group: 'number', sourceOrganisationId: 'city' },
    { group: 'basic', sourceOrganisationId: 'city' },
    { group: 'placement', sourceOrganisationId: 'bureau' },
  ] as const;

  it('are those that are open in nobody’s records; the number is none', () => {
    expect(closedGroups(opened)).toEqual(SHAREABLE_GROUPS.filter((group) => group !== 'basic' && group !== 'placement'));
    expect(closedGroups([])).toEqual(SHAREABLE_GROUPS);
  });

  it('are counted for one holder where one is named', () => {
    expect(closedGroups(opened, 'city')).toContain('placement');
    expect(closedGroups(opened, 'city')).not.toContain('basic');
    expect(closedGroups(opened, 'bureau')).toContain('basic');
  });
});
