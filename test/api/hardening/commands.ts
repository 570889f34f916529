import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { STANDARD_FORM } from '../../world/facts';
import { expectOk, type Schemas } from '../../world/over-http';

/** What a story has come to: ids and versions by name. */
export interface Story {
  readonly kana: string;
  readonly n: number;
  readonly ids: Record<string, string>;
  readonly versions: Record<string, number>;
}

export interface CommandStep {
  readonly name: string;
  readonly by: string;
  readonly method: 'POST' | 'PUT';
  readonly path: (story: Story) => string;
  readonly body: (story: Story) => Readonly<Record<string, unknown>>;
  /** What makes it another command; by default another version. */
  readonly other?: Readonly<Record<string, unknown>>;
  /** Under which name id and version of the answer are kept. */
  readonly keep?: string;
  /** Looks up what the command needs. */
  readonly before?: (story: Story, sessionOf: (login: string) => ApiSession) => Promise<void>;
}

const today = '2026-11-20';
const version = (name: string) => (story: Story) => ({ version: story.versions[name] ?? 0 });
const id = (story: Story, name: string): string => story.ids[name] ?? 'missing';
const caseOf = (story: Story) => ({ caseId: id(story, 'case') });

const referral = (verb: string, by: string, more: object = {}): CommandStep => ({
  name: `referral ${verb}`,
  by,
  method: 'POST',
  path: (s) => `/referrals/${id(s, 'referral')}/${verb}`,
  body: (s) => ({ ...version('referral')(s), ...more }),
  keep: 'referral',
});

const parts = (body: string) => [{ itemGroup: 'basic', body }];
const draft: CommandStep = {
  name: 'referral draft', by: 'cw1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/referrals`,
  body: (s) => ({ ...caseOf(s), recipientOfficeId: OFFICES.helloWork.id, parts: parts('意欲が高い。') }),
  other: { parts: parts('別の内容') }, keep: 'referral',
};
const SENT = [draft, referral('submit', 'cw1'), referral('decide', 'kakaricho')];

const period = { periodFrom: today, periodUntil: '2027-05-19' };
const placement = (name: string): CommandStep => ({
  name, by: 'navi1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/placements`, keep: name, other: { occupation: '清掃' },
  body: (s) => ({ ...caseOf(s), hiredOn: today, route: 'self', term: 'regular', hours: 'full_time', permanentEmployee: true, dispatched: false, employerName: '試験商店', occupation: '販売' }),
});

/** Takes an item that is due to an office about the person of the story. */
const dueItem = (login: string, kind: string): CommandStep['before'] => async (story, sessionOf) => {
  const { items } = expectOk(await sessionOf(login).get<Schemas['FollowUpPageDto']>('/follow-ups?view=office'));
  const item = items.find((one) => one.kind === kind && one.personId === id(story, 'client'));
  story.ids['due'] = item?.id ?? 'missing';
  story.versions['due'] = item?.version ?? 0;
};

const caseVersion: CommandStep['before'] = async (story, sessionOf) => {
  const page = expectOk(await sessionOf('cw1').get<Schemas['ClientPageDto']>(`/clients/${id(story, 'client')}`));
  story.versions['case'] = page.case?.version ?? 0;
};

/** Every command of the way from the counter to the withdrawal, in an order in which each is possible. */
export const COMMANDS: readonly CommandStep[] = [
  {
    name: 'register', by: 'cw1', method: 'POST', path: () => '/clients', keep: 'client', other: { chiefComplaint: '別の相談' },
    body: (s) => ({
      familyName: '試験', givenName: '花', familyKana: s.kana, givenKana: 'ハナ', birthDate: `197${s.n}-04-05`, sex: 'female', phone: `083-000-777${s.n}`,
      programme: 'welfare_self_reliance', welfareStatus: 'welfare_recipient', chiefComplaint: '働きたい', openedOn: '2026-11-01',
    }),
  },
  { name: 'contact', by: 'cw1', method: 'PUT', path: (s) => `/clients/${id(s, 'client')}/contact`, body: () => ({ version: 1, address: '山口市1' }) },
  { name: 'first health note', by: 'cw1', method: 'PUT', path: (s) => `/clients/${id(s, 'client')}/health`, body: () => ({ version: 0, conditionNote: '通院中' }) },
  { name: 'health note', by: 'cw1', method: 'PUT', path: (s) => `/clients/${id(s, 'client')}/health`, body: () => ({ version: 1, conditionNote: '良好' }) },
  { name: 'first work history', by: 'cw1', method: 'PUT', path: (s) => `/clients/${id(s, 'client')}/work-history`, body: () => ({ version: 0, historyNote: '倉庫' }) },
  { name: 'welfare status', by: 'cw1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/welfare-status`, body: () => ({ status: 'welfare_ended', validFrom: '2026-11-10' }), other: { validFrom: '2026-11-11' } },
  {
    name: 'consent', by: 'cw1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/consents`, keep: 'consent', other: { givenOn: '2026-11-19' },
    body: () => ({ recipientOfficeId: OFFICES.helloWork.id, formId: STANDARD_FORM, givenOn: today, method: 'written' }),
  },
  ...SENT, referral('recall', 'cw1', { reason: '取り下げる' }),
  ...SENT, referral('take', 'navi1'), referral('decline', 'navi1', { declinedBy: 'client' }),
  draft,
  { name: 'referral parts', by: 'cw1', method: 'PUT', path: (s) => `/referrals/${id(s, 'referral')}/parts`, body: (s) => ({ ...version('referral')(s), parts: parts('書き直した。') }), keep: 'referral' },
  referral('submit', 'cw1'), referral('send-back', 'kakaricho', { reason: '直してください' }), referral('submit', 'cw1'), referral('decide', 'kakaricho'),
  referral('assign', 'toukatsu', { staffId: staffId('navi2') }), referral('return', 'navi1', { reason: 'packet_incomplete' }),
  referral('revise', 'cw1'), referral('submit', 'cw1'), referral('decide', 'kakaricho'), referral('take', 'navi1'), referral('accept', 'navi1'),
  {
    name: 'plan', by: 'navi1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/support-plans`, keep: 'plan', other: { longTermGoal: '別の目標' },
    body: (s) => ({ ...caseOf(s), longTermGoal: '就職する', ...period, reviewOn: '2027-02-19', goals: [{ goal: '履歴書', owner: 'client', dueOn: '2026-12-04' }], menus: [], members: [] }),
  },
  { name: 'plan agree', by: 'navi1', method: 'POST', path: (s) => `/support-plans/${id(s, 'plan')}/agree`, body: (s) => ({ ...version('plan')(s), agreedOn: today }), keep: 'plan' },
  { name: 'plan approve', by: 'toukatsu', method: 'POST', path: (s) => `/support-plans/${id(s, 'plan')}/approve`, body: (s) => ({ ...version('plan')(s), approvedOn: today }), keep: 'plan' },
  { name: 'plan evaluate', by: 'navi1', method: 'POST', path: (s) => `/support-plans/${id(s, 'plan')}/evaluate`, body: version('plan'), keep: 'plan' },
  {
    name: 'consultation', by: 'navi1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/consultations`, keep: 'consultation', other: { content: '別の相談' },
    body: (s) => ({ ...caseOf(s), occurredOn: today, mode: 'counter', attended: true, content: '相談した。', next: { plannedOn: '2026-12-01', place: '窓口', staffId: staffId('navi1') } }),
  },
  { name: 'appointment outcome', by: 'navi1', method: 'POST', path: (s) => `/appointments/${id(s, 'appointment')}/outcome`, body: () => ({ version: 1, status: 'cancelled' }) },
  {
    name: 'registration', by: 'navi1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/registrations`, other: { wish: 'part_time' },
    body: (s) => ({ ...caseOf(s), registrationNumber: `35010-0000001${s.n}`, registeredOn: today, firstEver: 'no', wish: 'full_time' }),
  },
  {
    name: 'introduction', by: 'navi1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/introductions`, keep: 'introduction', other: { occupation: '清掃' },
    body: (s) => ({ ...caseOf(s), introducedOn: today, openingNumber: '35010-00012345', employerName: '試験商店', occupation: '販売' }),
  },
  { name: 'introduction result', by: 'navi1', method: 'POST', path: (s) => `/introductions/${id(s, 'introduction')}/result`, body: (s) => ({ ...version('introduction')(s), result: 'rejected', resultOn: today }) },
  placement('cancelled placement'),
  { name: 'placement cancel', by: 'navi1', method: 'POST', path: (s) => `/placements/${id(s, 'cancelled placement')}/cancel`, body: (s) => ({ ...version('cancelled placement')(s), reason: 'not_started' }) },
  placement('placement'),
  { name: 'placement confirm', by: 'navi1', method: 'POST', path: (s) => `/placements/${id(s, 'placement')}/confirm`, body: (s) => ({ ...version('placement')(s), confirmedOn: today }), keep: 'placement' },
  {
    name: 'retention check', by: 'navi1', method: 'POST', path: (s) => `/retention-checks/${id(s, 'check')}/record`,
    before: async (story, sessionOf) => {
      const { placements } = expectOk(await sessionOf('navi1').get<Schemas['PlacementsDto']>(`/clients/${id(story, 'client')}/placements`));
      const check = placements.find((one) => one.id === id(story, 'placement'))?.checks[0];
      story.ids['check'] = check?.id ?? 'missing';
      story.versions['check'] = check?.version ?? 0;
    },
    body: (s) => ({ ...version('check')(s), attemptedOn: today, reached: true, askedWhom: 'client', outcome: 'employed' }),
  },
  { name: 'follow-up reassign', by: 'toukatsu', method: 'POST', path: (s) => `/follow-ups/${id(s, 'due')}/reassign`, before: dueItem('toukatsu', 'retention_check'), body: (s) => ({ ...version('due')(s), staffId: staffId('navi2') }) },
  { name: 'case close', by: 'cw1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/case/close`, before: caseVersion, body: (s) => ({ ...caseOf(s), ...version('case')(s), closedOn: today, reason: 'client_declined' }) },
  { name: 'case reopen', by: 'cw1', method: 'POST', path: (s) => `/clients/${id(s, 'client')}/case/reopen`, before: caseVersion, body: (s) => ({ ...caseOf(s), ...version('case')(s) }) },
  { name: 'export', by: 'navi1', method: 'POST', path: () => '/exports', body: () => ({ kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '検査' }), other: { format: 'xlsx' } },
  { name: 'withdraw', by: 'cw1', method: 'POST', path: (s) => `/consents/${id(s, 'consent')}/withdraw`, body: (s) => ({ ...version('consent')(s), withdrawnOn: today, supportContinues: 'yes' }) },
  { name: 'follow-up postpone', by: 'cw1', method: 'POST', path: (s) => `/follow-ups/${id(s, 'due')}/postpone`, before: dueItem('cw1', 'support_without_sharing'), body: (s) => ({ ...version('due')(s), dueOn: '2026-12-25' }) },
  { name: 'follow-up done', by: 'cw1', method: 'POST', path: (s) => `/follow-ups/${id(s, 'due')}/done`, before: dueItem('cw1', 'support_without_sharing'), body: version('due') },
];
