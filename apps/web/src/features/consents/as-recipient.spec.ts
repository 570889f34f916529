import type { ClientPage } from '../clients/api/clients';
import type { ConsentScope } from './api/consents';
import { asRecipient, sharedGroups } from './as-recipient';

const to = (itemGroup: string, purpose: ConsentScope['purpose'] = 'support'): ConsentScope => ({ direction: 'to_recipient', itemGroup, purpose });
const page = {
  id: 'a',
  ownOffice: true,
  closedGroups: [],
  holderClosedGroups: [],
  basic: { familyName: '青木' },
  case: { id: 'case' },
  contact: { phone: '083-000-0000' },
  health: { conditionNote: '通院中' },
  workHistory: null,
  statuses: [],
  household: { caseNumber: '1', members: [{ personId: 'a', name: '青木　太郎' }, { personId: 'b', name: '青木　花子' }] },
} as unknown as ClientPage;

it('shares what the paper says for support, towards the recipient, and nothing that a measure withholds', () => {
  const scopes = [to('basic'), to('contact'), to('health', 'report'), { direction: 'from_recipient', itemGroup: 'plan', purpose: 'support' } as const, { direction: 'onward', itemGroup: 'consultation', purpose: 'support' } as const];
  expect([...sharedGroups(scopes, () => false)]).toEqual(['basic', 'contact']);
  expect([...sharedGroups(scopes, (group) => group === 'contact')]).toEqual(['basic']);
});

it('closes the rest by name, and names nobody else of the household', () => {
  const seen = asRecipient(page, new Set(['basic', 'household']), ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement']);
  expect(seen).toMatchObject({ basic: { familyName: '青木' }, case: { id: 'case' }, contact: null, health: null, workHistory: null, statuses: null, ownOffice: false });
  expect(seen.closedGroups).toEqual(['contact', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement']);
  expect(seen.household?.members.map((one) => one.name)).toEqual(['青木　太郎', null]);
});
