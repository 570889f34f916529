import { HELD, HELD_NAMES } from '@madoguchi/clients/records';
import type { ClientPage } from '../clients/api/clients';
import type { ConsentScope } from './api/consents';

/** Item groups of the own records that a paper lets through for support, less what a measure withholds. */
export function sharedGroups(scopes: readonly ConsentScope[], withheld: (group: string) => boolean): ReadonlySet<string> {
  const named = new Set(scopes.filter((scope) => scope.direction === 'to_recipient' && scope.purpose === 'support').map((scope) => scope.itemGroup));
  return new Set([...named].filter((group) => !withheld(group)));
}

/**
 * The person's page as the recipient will open it: what the paper does not let through is closed and named, and of the
 * household only the person, because one member's consent opens no other.
 * @param groups that a paper can name
 */
export function asRecipient(client: ClientPage, shared: ReadonlySet<string>, groups: readonly string[]): ClientPage {
  const closed = groups.filter((group) => !shared.has(group));
  const open = <T>(group: string, value: T): T | null => (shared.has(group) ? value : null);
  const members = client.household?.members.map((one) => (one.personId === client.id ? one : { ...one, name: null })) ?? [];
  return {
    ...client,
    ownOffice: false,
    closedGroups: closed,
    holderClosedGroups: closed,
    basic: open('basic', client.basic),
    case: open('basic', client.case),
    ...Object.fromEntries(HELD_NAMES.map((name) => [name, open(HELD[name].group, client[name])])),
    statuses: open('income', client.statuses),
    household: open('household', client.household === null ? null : { ...client.household, members }),
  };
}
