import type { ClientPage } from './api/clients';
import { ja } from './ja';

/**
 * Why a group of facts is closed: the person is protected, or the reader's own organisation holds it (then the role is
 * why), or another one does.
 */
export function closedReason(client: ClientPage, ownOrganisation: string, locates = false): string {
  if (client.protected && locates && !client.ownOffice) return ja.closedByProtection;
  return client.holderName === ownOrganisation ? ja.closedToRole : ja.closedByConsent;
}
