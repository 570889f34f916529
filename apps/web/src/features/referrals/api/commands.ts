import { REFERRAL_COMMANDS, type ReferralCommand } from '@madoguchi/referrals/records';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';
import type { ReferralPart } from './referrals';

type Schemas = components['schemas'];
type Saved = Schemas['ReferralSavedDto'];

const noted = (parts: readonly ReferralPart[]) => parts.map((part, index) => withNumberNotes(part, `parts.${index}.`));

export interface DraftReferral {
  readonly clientId: string;
  readonly caseId: string;
  readonly recipientOfficeId: string;
  readonly parts: readonly ReferralPart[];
}

export const draftReferral = command({
  spoils: ['referrals', 'follow-ups', 'today'],
  send: async ({ clientId, caseId, recipientOfficeId, parts }: DraftReferral, key: string): Promise<Saved> => {
    const body = { caseId, recipientOfficeId, parts: noted(parts) };
    return dataOf(api.POST('/api/clients/{id}/referrals', { params: { path: { id: clientId } }, body, headers: commandHeaders(key) }));
  },
});

export const editParts = command({
  spoils: ['referrals'],
  send: async ({ id, version, parts }: { readonly id: string; readonly version: number; readonly parts: readonly ReferralPart[] }, key: string): Promise<Saved> => {
    const body = { version, parts: noted(parts) };
    return dataOf(api.PUT('/api/referrals/{id}/parts', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

/** One move of a request. `code` is a coded reason, `note` the words beside it. */
export interface ReferralMove {
  readonly id: string;
  readonly version: number;
  readonly command: MoveCommand;
  readonly staffId?: string;
  readonly code?: string;
  readonly note?: string;
  readonly sentOn?: string;
}

export type MoveCommand = Exclude<ReferralCommand, 'edit'>;
/** Every command that is sent by a button of its own. */
export const MOVE_COMMANDS = REFERRAL_COMMANDS.filter((one): one is MoveCommand => one !== 'edit');

export const moveReferral = command({
  spoils: ['referrals', 'clients', 'follow-ups', 'today', 'annual-plans', 'disclosures'],
  send: async (move: ReferralMove, key: string): Promise<Saved> => {
    const { id, version, note = '', code = '' } = move;
    const to = { params: { path: { id } }, headers: commandHeaders(key) };
    const withNote = note.trim() === '' ? {} : { note };
    switch (move.command) {
      case 'submit':
        return dataOf(api.POST('/api/referrals/{id}/submit', { ...to, body: { version } }));
      case 'decide':
        return dataOf(api.POST('/api/referrals/{id}/decide', { ...to, body: { version, ...(move.sentOn ? { sentOn: move.sentOn } : {}) } }));
      case 'send_back':
        return dataOf(api.POST('/api/referrals/{id}/send-back', { ...to, body: withNumberNotes({ version, reason: note }) }));
      case 'take':
        return dataOf(api.POST('/api/referrals/{id}/take', { ...to, body: { version } }));
      case 'assign':
        return dataOf(api.POST('/api/referrals/{id}/assign', { ...to, body: { version, staffId: move.staffId ?? '' } }));
      case 'accept':
        return dataOf(api.POST('/api/referrals/{id}/accept', { ...to, body: { version } }));
      case 'return':
        return dataOf(api.POST('/api/referrals/{id}/return', { ...to, body: withNumberNotes({ version, reason: code, ...withNote }) }));
      case 'decline':
        return dataOf(api.POST('/api/referrals/{id}/decline', { ...to, body: withNumberNotes({ version, declinedBy: code, ...withNote }) }));
      case 'recall':
        return dataOf(
          api.POST('/api/referrals/{id}/recall', { ...to, body: withNumberNotes({ version, ...(note.trim() === '' ? {} : { reason: note }) }) }),
        );
      case 'revise':
        return dataOf(api.POST('/api/referrals/{id}/revise', { ...to, body: { version } }));
      case 'close':
        return dataOf(api.POST('/api/referrals/{id}/close', { ...to, body: { version } }));
    }
  },
});
