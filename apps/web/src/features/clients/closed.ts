import type { ClientPage } from './api/clients';

/** Why a group of facts is closed: the reader's own organisation holds it (then the role is why), or another one does. */
export function closedReason(client: ClientPage, ownOrganisation: string): string {
  return client.holderName === ownOrganisation ? 'この役割では閲覧できません' : '同意の範囲外です';
}
