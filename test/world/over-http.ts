import type { components } from '../../apps/web/src/lib/api.generated';
import type { ApiAnswer, ApiSession } from '../support/api-session';
import { HELLO_WORK, JOB, PARTS, STANDARD_FORM } from './facts';
import type { Person } from './world';

export type Schemas = components['schemas'];

/** Fails with the problem in its words: a step of a walk must say why it stopped. */
export function expectOk<T>(answer: ApiAnswer<T>): T {
  if (answer.status < 200 || answer.status > 299) throw new Error(`Expected success, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const PERSON = {
  familyName: '𠮷田',
  givenName: '葵',
  familyKana: 'ヨシダ',
  givenKana: 'アオイ',
  birthDate: '1988-06-15',
  sex: 'female',
  phone: '083-000-4321',
  address: '山口市湊町1丁目2番3号',
  programme: 'welfare_self_reliance',
  welfareStatus: 'welfare_recipient',
  chiefComplaint: '子どもの入園に合わせて働きたい',
  openedOn: '2026-11-20',
} as const;

/**
 * The steps of the main job over HTTP, each one call, for tests of the interface itself: they put them together and look at
 * what comes back. Whoever only needs somebody to be there asks the world.
 */
export class Walk {
  constructor(
    readonly caseworker: ApiSession,
    readonly supervisor: ApiSession,
    readonly navigator: ApiSession,
  ) {}

  async register(overrides: object = {}): Promise<Schemas['RegisteredDto']> {
    return expectOk(await this.caseworker.post<Schemas['RegisteredDto']>('/clients', { ...PERSON, ...overrides }));
  }

  async consent(personId: string, overrides: object = {}): Promise<Schemas['ConsentSavedDto']> {
    const body = { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written', ...overrides };
    return expectOk(await this.caseworker.post<Schemas['ConsentSavedDto']>(`/clients/${personId}/consents`, body));
  }

  /** Drafts, submits and decides a 支援要請. */
  async refer(client: { readonly id: string; readonly caseId: string }): Promise<Schemas['ReferralSavedDto']> {
    const drafted = expectOk(
      await this.caseworker.post<Schemas['ReferralSavedDto']>(`/clients/${client.id}/referrals`, {
        caseId: client.caseId,
        recipientOfficeId: HELLO_WORK,
        parts: [
          { itemGroup: 'basic', body: '就労の意欲が高い。' },
          { itemGroup: 'work_history', body: '事務の経験が5年ある。' },
        ],
      }),
    );
    const submitted = await this.move(this.caseworker, drafted, 'submit');
    return this.move(this.supervisor, submitted, 'decide');
  }

  async move(by: ApiSession, referral: { readonly id: string; readonly version: number }, command: string, body: object = {}): Promise<Schemas['ReferralSavedDto']> {
    return expectOk(await by.post<Schemas['ReferralSavedDto']>(`/referrals/${referral.id}/${command}`, { version: referral.version, ...body }));
  }

  /** A person who is registered, has consented, was referred, and is with the navigator. */
  async toAcceptance(overrides: object = {}): Promise<{ readonly client: Schemas['RegisteredDto']; readonly consent: Schemas['ConsentSavedDto']; readonly referral: Schemas['ReferralSavedDto'] }> {
    const client = await this.register(overrides);
    const consent = await this.consent(client.id);
    const sent = await this.refer(client);
    const taken = await this.move(this.navigator, sent, 'take');
    return { client, consent, referral: await this.move(this.navigator, taken, 'accept') };
  }

  async registration(client: { readonly id: string; readonly caseId: string }, number: string, registeredOn = '2026-11-20'): Promise<Schemas['SavedDto']> {
    return expectOk(
      await this.navigator.post<Schemas['SavedDto']>(`/clients/${client.id}/registrations`, {
        caseId: client.caseId,
        registrationNumber: number,
        registeredOn,
        firstEver: 'unknown',
        wish: 'full_time',
      }),
    );
  }

  async introduction(client: { readonly id: string; readonly caseId: string }, introducedOn = '2026-11-20'): Promise<Schemas['SavedDto']> {
    return expectOk(
      await this.navigator.post<Schemas['SavedDto']>(`/clients/${client.id}/introductions`, {
        caseId: client.caseId,
        introducedOn,
        openingNumber: '35010-00012345',
        employerName: JOB.employerName,
        occupation: JOB.occupation,
      }),
    );
  }

  async placement(client: { readonly id: string; readonly caseId: string }, overrides: object = {}): Promise<Schemas['SavedDto']> {
    return expectOk(
      await this.navigator.post<Schemas['SavedDto']>(`/clients/${client.id}/placements`, {
        caseId: client.caseId,
        hiredOn: '2026-11-20',
        introducedOn: '2026-11-20',
        ...JOB,
        ...overrides,
      }),
    );
  }
}

/** For tests that look at how a draft is answered. */
export function draftOverHttp(session: ApiSession, person: Person, parts: readonly object[] = PARTS): Promise<ApiAnswer> {
  return session.post(`/clients/${person.id}/referrals`, { caseId: person.caseId, recipientOfficeId: HELLO_WORK, parts });
}
