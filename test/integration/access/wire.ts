import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo/organisations';
import { type ApiAnswer, ApiSession } from '../../support/api-session';
import type { Allowed } from './allowed';
import { type Actor, GROUPS, type Person } from './model';
import type { Comparison } from './second-line';
import type { Stage } from './stage';
import { rowsOf } from './universe';

const OF_A_PERSON = ['', '/consents', '/referrals', '/consultations', '/job-search', '/support-plans', '/placements'] as const;
const OF_A_DESK = ['/today', '/follow-ups?view=office', '/referrals?box=received&state=all', '/referrals?box=sent&state=all', '/exports', '/drafts', '/plans', '/offices', '/reference'] as const;

/** The readers' own way in: HTTP, both lines on. What is closed and what does not exist must answer in the same words. */
export class Wire {
  constructor(
    private readonly stage: Stage,
    private readonly allowed: Allowed,
    private readonly into: Comparison,
  ) {}

  async visit(actor: Actor): Promise<void> {
    const { oracle, model, universe } = this.allowed;
    if (!oracle.live(actor)) return this.turnedAway(actor);
    const session = await this.signIn(actor);
    const absent = randomUUID();
    for (const person of model.persons.values()) {
      for (const part of OF_A_PERSON) {
        const answer = await session.get(`/clients/${person.id}${part}`);
        await this.like(actor, `/clients/…${part}`, answer, () => session.get(`/clients/${absent}${part}`), oracle.seesNumber(actor, person.id, 'support'));
        if (part === '' && answer.status === 200) this.closedGroups(actor, person, answer);
      }
    }
    for (const referral of model.referrals.values()) {
      await this.like(actor, '/referrals/…', await session.get(`/referrals/${referral.id}`), () => session.get(`/referrals/${absent}`), oracle.seesReferral(actor, referral));
    }
    for (const file of rowsOf(universe, 'export_file')) {
      const mine = this.allowed.row('export_file', actor, file, 'report');
      await this.like(actor, '/exports/…', await session.get(`/exports/${file.key}`), () => session.get(`/exports/${absent}`), mine);
    }
    for (const path of OF_A_DESK) {
      const { status } = await session.get(path);
      this.same(actor, `GET ${path}`, status === 200 || status === 403, true);
    }
    await this.queue(actor, session);
  }

  /** Nobody acts under an assignment that is not live, whatever still lies in a browser. */
  private async turnedAway(actor: Actor): Promise<void> {
    const signed = await this.signIn(actor).catch(() => undefined);
    if (!signed) return;
    for (const person of this.allowed.model.persons.values()) {
      const { status } = await signed.get(`/clients/${person.id}`);
      this.same(actor, 'a page while away', [401, 403, 404].includes(status), true);
    }
  }

  private async queue(actor: Actor, session: ApiSession): Promise<void> {
    const { status, body } = await session.get<{ items: { id: string }[]; counts: { office: number } }>('/follow-ups?view=office');
    if (status !== 200) return;
    const due = this.allowed.rows('follow_up', actor, 'support').filter((row) => row.fields['status'] === 'open' && row.fields['waiting'] === false);
    this.same(actor, 'count of the queue', body.counts.office, due.length);
    if (due.length <= 50) this.same(actor, 'queue', body.items.map((item) => item.id).sort(), due.map((row) => row.key).sort());
  }

  private closedGroups(actor: Actor, person: Person, answer: ApiAnswer): void {
    const open = this.allowed.oracle.openGroups(actor, person.id, 'support');
    const shown = (answer.body as { closedGroups?: readonly string[] }).closedGroups ?? [];
    this.same(actor, `closed groups of ${person.number}`, [...shown].sort(), GROUPS.filter((group) => !open.has(group)).sort());
  }

  /** Open: 200. Closed: to the word what something answers that does not exist. A missing permission answers for both alike. */
  private async like(actor: Actor, what: string, answer: ApiAnswer, absent: () => Promise<ApiAnswer>, visible: boolean): Promise<void> {
    if (visible && answer.status === 200) return this.same(actor, what, 200, 200);
    const missing = words(await absent());
    this.same(actor, what, words(answer), missing);
    this.same(actor, `${what} where there is nothing`, missing[0] === (visible ? 403 : missing[0] === 403 ? 403 : 404), true);
  }

  private signIn(actor: Actor): Promise<ApiSession> {
    const login = actor.login === 'cw2-at-self-reliance' ? 'cw2' : actor.login;
    return ApiSession.signIn(this.stage.t.baseUrl, login, DEMO_PASSWORD, actor.assignment);
  }

  private same(actor: Actor, what: string, shown: unknown, expected: unknown): void {
    this.into.decisions += 1;
    if (JSON.stringify(shown) !== JSON.stringify(expected)) {
      this.into.differences.push(`HTTP: ${actor.login}: ${what}: ${JSON.stringify(shown)}, rules say ${JSON.stringify(expected)}`);
    }
  }
}

function words({ status, body }: ApiAnswer): readonly [number, unknown, unknown] {
  return [status, body['code'], body['title']];
}
