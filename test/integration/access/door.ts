import { DEMO_PASSWORD } from '../../../apps/cli/src/demo/organisations';
import { ApiSession } from '../../support/api-session';
import type { Actor } from './model';
import type { Stage } from './stage';
import { SYSTEM_LOGIN, SYSTEM_TOKEN } from './town';

/** Everybody's way in over HTTP: each signs in once a town, and the sessions outlive the days that the story skips. */
export class Door {
  private readonly sessions = new Map<string, ApiSession>();

  constructor(private readonly stage: Stage) {}

  /** Nobody who is switched off can sign in; a session from before is kept, as a browser would keep it. */
  async session(actor: Actor): Promise<ApiSession | undefined> {
    // A story takes months, and nobody signs in anew.
    await this.stage.t.owner.query("update session set expires_at = '9999-12-31', created_at = $1", [new Date(this.stage.model.now)]);
    if (actor.login === SYSTEM_LOGIN) {
      // Its end is far enough, whatever the story skips; and it is another one for the limit of uses a minute, in which nobody waits here.
      await this.stage.t.owner.query('update service_token set id = gen_random_uuid(), issued_at = $1, valid_until = ($1::timestamptz)::date + 300', [new Date(this.stage.model.now)]);
      return ApiSession.withToken(this.stage.t.baseUrl, SYSTEM_TOKEN, actor.assignment);
    }
    const known = this.sessions.get(actor.staff);
    if (known) return known.as(actor.assignment);
    if (!this.stage.oracle.live(actor)) return undefined;
    const [login = actor.login] = actor.login.split('-at-');
    const session = await ApiSession.signIn(this.stage.t.baseUrl, login, DEMO_PASSWORD, actor.assignment);
    this.sessions.set(actor.staff, session);
    return session;
  }
}
