import { decideOnward, groupsToPass, mayEndOnward, type OnwardFacts, onwardState, passedGroups } from './onward-sharing';

const asked: OnwardFacts = { decision: null, endedAt: null, itemGroups: ['basic', 'consultation'], approvedGroups: null };
const approved: OnwardFacts = { ...asked, decision: 'approved', approvedGroups: ['basic'] };
const declined: OnwardFacts = { ...asked, decision: 'refused' };
const over: OnwardFacts = { ...approved, endedAt: new Date(0) };
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('a passing on', () => {
  it('has one state', () => {
    expect([asked, approved, declined, over].map(onwardState)).toEqual(['asked', 'shared', 'refused', 'over']);
    expect(onwardState({ ...asked, endedAt: new Date(0) })).toBe('over');
  });

  it('says of each group why the recipient does not see it', () => {
    const states = (facts: OnwardFacts, visible: readonly string[]): readonly string[] => passedGroups(facts, visible).map((one) => one.state);
    expect(states(asked, [])).toEqual(['awaiting', 'awaiting']);
    expect(states(approved, ['basic'])).toEqual(['open', 'not_approved']);
    expect(states(approved, [])).toEqual(['closed', 'not_approved']);
    expect(states(declined, [])).toEqual(['not_approved', 'not_approved']);
    expect(states(over, [])).toEqual(['closed', 'closed']);
  });
});

describe('what may be passed on', () => {
  const origins = [{ officeId: 'hw', organisationId: 'bureau', itemGroups: ['basic', 'consultation', 'plan'] }];
  const question = { originOfficeId: 'hw', recipientOrganisationId: 'third', ownOrganisationId: 'city', itemGroups: ['consultation', 'consultation'] };
  const consented = ['basic', 'consultation'];

  it('is what was received and what the person let pass, each group once', () => {
    expect(groupsToPass(question, origins, consented)).toEqual(['consultation']);
  });

  it.each([
    ['own_organisation', { ...question, recipientOrganisationId: 'city' }, consented],
    ['no_consent', question, null],
    ['unknown_origin', { ...question, originOfficeId: 'other' }, consented],
    ['back_to_origin', { ...question, recipientOrganisationId: 'bureau' }, consented],
    ['required', { ...question, itemGroups: [] }, consented],
    ['not_received', { ...question, itemGroups: ['health'] }, ['health']],
    ['not_consented', { ...question, itemGroups: ['plan'] }, consented],
  ])('is refused as %s', (code, change, allowed) => {
    expect(() => groupsToPass(change, origins, allowed)).toThrow(refused(code));
  });
});

describe('the origin’s answer', () => {
  const question = { ...asked, writtenBy: 'a' };

  it('approves all, a part, or nothing', () => {
    expect(decideOnward(question, { decision: 'approved', itemGroups: ['basic', 'basic'] }, 'b')).toEqual(['basic']);
    expect(decideOnward(question, { decision: 'refused', itemGroups: ['basic'] }, 'b')).toEqual([]);
  });

  it.each([
    ['already_decided', { ...approved, writtenBy: 'a' }, ['basic'], 'b'],
    ['already_decided', { ...question, endedAt: new Date(0) }, ['basic'], 'b'],
    ['second_person', question, ['basic'], 'a'],
    ['required', question, [], 'b'],
    ['outside_question', question, ['health'], 'b'],
  ])('is refused as %s', (code, stored, itemGroups, staffId) => {
    expect(() => decideOnward(stored, { decision: 'approved', itemGroups }, staffId)).toThrow(refused(code));
  });

  it('ends what is asked or working, and nothing else', () => {
    for (const facts of [asked, approved]) expect(() => mayEndOnward(facts)).not.toThrow();
    for (const facts of [declined, over]) expect(() => mayEndOnward(facts)).toThrow(refused('not_in_force'));
  });
});
