import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import type { Allowed } from './allowed';
import { type Actor, GROUPS, type Person } from './model';
import { type Comparison, decided } from './second-line';
import type { Stage } from './stage';
import { type Row, rowsOf, textOf } from './universe';

/** The lists about a person, and the tables of which each row must stand in the answer or not. */
const OF_A_PERSON: readonly (readonly [string, readonly string[]])[] = [
  ['/consents', ['consent']],
  ['/referrals', ['referral']],
  ['/consultations', ['consultation']],
  ['/job-search', ['job_seeker_registration', 'job_introduction']],
  ['/support-plans', ['support_plan']],
  ['/onward-sharing', ['onward_sharing']],
  ['/placements', ['placement', 'retention_check']],
];
const OF_A_DESK = ['/today', '/drafts', '/annual-plans', '/offices', '/reference'] as const;
type Page = Readonly<Record<string, unknown>> & { readonly closedGroups?: readonly string[] };

/** The readers' own way in: HTTP, both lines on. What is closed and what does not exist must answer in the same words. */
export class Wire {
  constructor(
    private readonly stage: Stage,
    private readonly allowed: Allowed,
    private readonly into: Comparison,
  ) {}

  /** Everything that one reader can ask. */
  async visit(actor: Actor): Promise<void> {
    const { oracle, model } = this.allowed;
    const session = await this.stage.door.session(actor);
    if (!session) return;
    for (const person of model.persons.values()) await this.person(actor, person, (await this.stage.door.session(actor)) ?? session);
    if (!oracle.live(actor)) return;
    const absent = randomUUID();
    for (const referral of model.referrals.values()) {
      await this.like(actor, 'a request', await session.get(`/referrals/${referral.id}`), () => session.get(`/referrals/${absent}`), oracle.seesReferral(actor, referral));
    }
    for (const box of ['sent', 'received'] as const) await this.tray(actor, box, session);
    for (const path of OF_A_DESK) {
      const { status } = await session.get(path);
      this.same(actor, 'a desk', `GET ${path}`, status === 200 || status === 403, true);
    }
    await this.queue(actor, session);
    await this.files(actor, session);
  }

  /** The page of a person with its columns, every list about the person, and the search for the person. */
  async person(actor: Actor, person: Person, session: ApiSession): Promise<void> {
    if (!this.allowed.oracle.live(actor)) return this.turnedAway(actor, person, session);
    const visible = this.allowed.oracle.seesNumber(actor, person.id, 'support');
    const absent = randomUUID();
    const page = await session.get<Page>(`/clients/${person.id}`);
    await this.like(actor, 'a page', page, () => session.get(`/clients/${absent}`), visible);
    if (page.status === 200 && visible) this.columns(actor, person, page.body);
    for (const [list, tables] of OF_A_PERSON) {
      const answer = await session.get(`/clients/${person.id}${list}`);
      await this.like(actor, 'a list of a person', answer, () => session.get(`/clients/${absent}${list}`), visible);
      if (visible) this.rows(actor, `${list} of ${person.number}`, answer, tables, (row) => textOf(row, 'person_id') === person.id);
    }
    await this.search(actor, person, session);
  }

  /** Each item group is shown or named as closed, and what is shown of it is there. */
  private columns(actor: Actor, person: Person, page: Page): void {
    const open = this.allowed.oracle.openGroups(actor, person.id, 'support');
    const named = new Set(page.closedGroups ?? []);
    for (const group of GROUPS) this.same(actor, 'columns named as closed', `${group} of ${person.number}`, named.has(group), !open.has(group));
    const holds = (table: string): boolean => this.allowed.holds(table, actor, person.id, 'support');
    const parts: readonly (readonly [string, boolean])[] = [
      ['basic', holds('person_basic')],
      ['contact', holds('person_contact')],
      ['health', holds('person_health')],
      ['workHistory', holds('person_work_history')],
      ['statuses', open.has('income')],
      ['household', holds('household_member')],
      ['case', holds('support_case')],
    ];
    for (const [part, expected] of parts) this.same(actor, 'columns that a page shows', `${part} of ${person.number}`, (page[part] ?? null) !== null, expected);
  }

  /** Each row of the tables stands in the answer exactly where the rules show it. */
  private rows(actor: Actor, what: string, { status, body }: ApiAnswer, tables: readonly string[], fits: (row: Row) => boolean): void {
    if (status === 403) return;
    const text = JSON.stringify(body);
    for (const table of tables) {
      for (const row of rowsOf(this.allowed.universe, table).filter(fits)) {
        this.same(actor, 'rows of a list', `${what}: ${table} ${row.key}`, status === 200 && text.includes(row.key), this.allowed.row(table, actor, row, 'support'));
      }
    }
  }

  private async search(actor: Actor, person: Person, session: ApiSession): Promise<void> {
    const { oracle, model } = this.allowed;
    const reads = (one: Person, table: string): boolean => this.allowed.holds(table, actor, one.id, 'support');
    const questions: readonly (readonly [string, (one: Person) => boolean])[] = [
      [person.number, (one) => one === person && oracle.seesNumber(actor, one.id, 'support')],
      [person.kana, (one) => one.kana === person.kana && reads(one, 'person_basic')],
      [person.phone, (one) => one.phone === person.phone && !oracle.isToldProtected(actor.office, one.id) && reads(one, 'person_contact')],
    ];
    for (const [text, found] of questions) {
      const { status, body } = await session.send<{ hits: { id: string }[] }>('POST', '/clients/search', { text });
      if (status === 403) continue;
      const hits = new Set(status === 200 ? body.hits.map((hit) => hit.id) : []);
      for (const one of model.persons.values()) this.same(actor, 'search', `${text} finds ${one.number}`, hits.has(one.id), found(one));
    }
  }

  private async tray(actor: Actor, box: 'sent' | 'received', session: ApiSession): Promise<void> {
    const answer = await session.get(`/referrals?box=${box}&state=all`);
    const side = box === 'sent' ? 'source_office_id' : 'recipient_office_id';
    this.rows(actor, `tray ${box}`, answer, ['referral'], (row) => textOf(row, side) === actor.office.id);
  }

  private async queue(actor: Actor, session: ApiSession): Promise<void> {
    const { status, body } = await session.get<{ items: { id: string }[]; counts: { office: number } }>('/follow-ups?view=office');
    if (status !== 200) return;
    const due = this.allowed.rows('follow_up', actor, 'support').filter((row) => row.fields['status'] === 'open' && row.fields['waiting'] === false);
    this.same(actor, 'counts', 'count of the queue', body.counts.office, due.length);
    if (due.length <= 50) this.same(actor, 'rows of a list', 'queue', body.items.map((item) => item.id).sort(), due.map((row) => row.key).sort());
  }

  /** Every file there is: whose it is, and whether its bytes come down now. */
  async files(actor: Actor, session: ApiSession): Promise<void> {
    const absent = randomUUID();
    for (const file of rowsOf(this.allowed.universe, 'export_file')) {
      const mine = this.allowed.row('export_file', actor, file, 'report');
      await this.like(actor, 'a file', await session.get(`/exports/${file.key}`), () => session.get(`/exports/${absent}`), mine);
      const answer = await session.get(`/exports/${file.key}/file`);
      if (answer.status === 403) continue;
      const open = mine && textOf(file, 'status') === 'done' && this.allowed.fileOpen(actor, file.key, 'report');
      this.same(actor, 'downloads', file.key, answer.status === 200, open);
    }
  }

  /** Nobody acts under an assignment that is not live, whatever still lies in a browser. */
  private async turnedAway(actor: Actor, person: Person, session: ApiSession): Promise<void> {
    for (const path of [`/clients/${person.id}`, `/clients/${person.id}/consultations`]) {
      const { status } = await session.get(path);
      this.same(actor, 'while away', path, [401, 403, 404].includes(status), true);
    }
  }

  /** Open: 200. Closed: to the word what something answers that does not exist. A missing permission answers for both alike. */
  private async like(actor: Actor, kind: string, answer: ApiAnswer, absent: () => Promise<ApiAnswer>, visible: boolean): Promise<void> {
    if (visible && answer.status === 200) return this.same(actor, kind, kind, 200, 200);
    const missing = words(await absent());
    this.same(actor, kind, kind, words(answer), missing);
    this.same(actor, kind, `${kind} where there is nothing`, missing[0] === (visible ? 403 : missing[0] === 403 ? 403 : 404), true);
  }

  same(actor: Actor, kind: string, what: string, shown: unknown, expected: unknown): void {
    decided(this.into, `HTTP ${kind}`);
    if (JSON.stringify(shown) !== JSON.stringify(expected)) {
      this.into.differences.push(`HTTP: ${actor.login}: ${what}: ${JSON.stringify(shown)}, rules say ${JSON.stringify(expected)}`);
    }
  }
}

function words({ status, body }: ApiAnswer): readonly [number, unknown, unknown] {
  return [status, body['code'], body['title']];
}
