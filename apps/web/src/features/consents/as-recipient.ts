import type { ClientPage } from '../clients/api/clients';
import type { ConsentScope } from './api/consents';

const GROUPS = ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement'] as const;
export type Group = (typeof GROUPS)[number];

/** Item groups of the own records that a paper lets through for support, less what a measure withholds. */
export function sharedGroups(scopes: readonly ConsentScope[], withheld: (group: string) => boolean): ReadonlySet<Group> {
  const named = new Set(scopes.filter((scope) => scope.direction === 'to_recipient' && scope.purpose === 'support').map((scope) => scope.itemGroup));
  return new Set(GROUPS.filter((group) => named.has(group) && !withheld(group)));
}

/**
 * The person's page as the recipient will open it: what the paper does not let through is closed and named, and of the
 * household only the person, because one member's consent opens no other.
 */
export function asRecipient(client: ClientPage, shared: ReadonlySet<Group>): ClientPage {
  const closed = GROUPS.filter((group) => !shared.has(group));
  const open = <T>(group: Group, value: T): T | null => (shared.has(group) ? value : null);
  const members = client.household?.members.map((one) => (one.personId === client.id ? one : { ...one, name: null })) ?? [];
  return {
    ...client,
    ownOffice: false,
    closedGroups: closed,
    holderClosedGroups: closed,
    basic: open('basic', client.basic),
    case: open('basic', client.case),
    contact: open('contact', client.contact),
    health: open('health', client.health),
    workHistory: open('work_history', client.workHistory),
    statuses: open('income', client.statuses),
    household: open('household', client.household === null ? null : { ...client.household, members }),
  };
}
