import type { ClientPage } from './api/clients';

/**
 * Why a group of facts is closed: the person is protected, or the reader's own organisation holds it (then the role is
 * why), or another one does.
 */
export function closedReason(client: ClientPage, ownOrganisation: string, locates = false): string {
  if (client.protected && locates && !client.ownOffice) return 'DV等支援措置のため表示しません';
  return client.holderName === ownOrganisation ? 'この役割では閲覧できません' : '同意の範囲外です';
}
