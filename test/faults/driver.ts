import { randomUUID } from 'node:crypto';
import { assignmentId, DEMO_PASSWORD } from '../../apps/cli/src/demo/organisations';
import { chance, type Rng } from '../../apps/cli/src/demo/people/prng';
import { type Installation, until } from './installation';

/** A command that the application said it had done. */
export interface Acknowledged {
  readonly action: string;
  readonly login: string;
  readonly key: string;
  /** The person it is about, or the record where it is about none. */
  readonly subject: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

export interface CommandRequest {
  /** What the audit calls it. */
  readonly action: string;
  readonly login: string;
  readonly path: string;
  readonly body: object;
  /** Absent: the id in the answer. */
  readonly subject?: string;
}

const ANSWER_WITHIN_MS = 15_000;
const ASKED_AGAIN = 0.2;

/** Sends each command under one key until it is acknowledged, as a careful browser does, and remembers what was said. */
export class Driver {
  readonly ledger: Acknowledged[] = [];
  /** Attempts that ended without an answer, or with the server's own failure. */
  failures = 0;
  private readonly cookies = new Map<string, string>();
  private readonly waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(
    private readonly installation: Installation,
    private readonly rng: Rng,
  ) {}

  async signIn(login: string): Promise<void> {
    const response = await fetch(`${this.installation.baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: DEMO_PASSWORD }),
    });
    if (response.status !== 200) throw new Error(`Sign-in of ${login} answered ${response.status}`);
    this.cookies.set(login, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }

  /** Resolves when so many commands have been acknowledged. */
  reached(count: number): Promise<void> {
    if (this.ledger.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }

  async command<T extends object>(request: CommandRequest): Promise<T> {
    const key = randomUUID();
    const answer = await this.untilAcknowledged(request, key);
    this.ledger.push({ action: request.action, login: request.login, key, subject: request.subject ?? String(answer['id']), answer });
    for (const waiter of this.waiting) if (this.ledger.length >= waiter.count) waiter.resolve();
    // Somebody presses the button again, or the answer was lost on its way: the same key must give the same answer.
    if (chance(this.rng, ASKED_AGAIN)) {
      const again = await this.untilAcknowledged(request, key);
      if (JSON.stringify(sorted(again)) !== JSON.stringify(sorted(answer))) {
        throw new Error(`${request.action} was answered ${JSON.stringify(answer)} and, repeated, ${JSON.stringify(again)}`);
      }
    }
    return answer as T;
  }

  private async untilAcknowledged(request: CommandRequest, key: string): Promise<Record<string, unknown>> {
    for (;;) {
      const answer = await this.send(request, key);
      if (answer !== undefined && answer.status < 300) return answer.body;
      if (answer !== undefined && answer.status < 500) {
        throw new Error(`${request.action} was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      this.failures += 1;
      await until('the database answers the api', async () => (await this.installation.health())?.status === 'ok');
    }
  }

  private async send(request: CommandRequest, key: string): Promise<{ status: number; body: Record<string, unknown> } | undefined> {
    try {
      const response = await fetch(`${this.installation.baseUrl}/api${request.path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          'x-assignment': assignmentId(request.login),
          cookie: this.cookies.get(request.login) ?? '',
        },
        body: JSON.stringify(request.body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return undefined;
    }
  }
}

function sorted(answer: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(answer).sort(([one], [other]) => (one < other ? -1 : 1));
}
