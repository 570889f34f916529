import { randomUUID } from 'node:crypto';
import { type AssignmentId, DomainError } from '@madoguchi/kernel';
import { type Ctx, type Purpose, sqlState } from '@madoguchi/platform';
import type { Type } from '@nestjs/common';
import type { TestApp } from '../../support/app';
import { universeOf, rowsOf, textOf } from './universe';
import type { Chance } from './chance';
import { Door } from './door';
import { type Actor, GROUPS, type Model, type Office, type Person, type Referral } from './model';
import { Oracle } from './oracle';

/** The composed application, the model of what happened in it, and the dice. */
export class Stage {
  readonly oracle: Oracle;
  readonly door: Door;
  /** The day on which the story began. */
  readonly began: string;
  /** What happened, for the message of a failure. */
  readonly told: string[] = [];
  /** Acts of staff to whom the person (or the request) was closed: there must be none. */
  readonly trespasses: string[] = [];

  constructor(
    readonly t: TestApp,
    readonly model: Model,
    readonly chance: Chance,
  ) {
    this.oracle = new Oracle(model);
    this.door = new Door(this);
    this.began = model.today;
  }

  use<T>(useCase: Type<T>): T {
    return this.t.app.get(useCase, { strict: false });
  }

  ctx(actor: Actor, purpose: Purpose = 'support', command = false): Ctx {
    return {
      assignmentId: actor.assignment as AssignmentId,
      purpose,
      requestId: randomUUID(),
      clock: this.t.clock,
      ...(command ? { command: { key: randomUUID(), route: 'access-test', bodyHash: 'none' } } : {}),
    };
  }

  /** Does it, or is refused by a rule of the product; anything else (a policy in the way of a use case, say) fails the test. */
  async attempt<T>(what: string, actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work(this.ctx(actor, 'support', this.chance.often(0.2)));
      this.told.push(`${actor.login}: ${what}`);
      return done;
    } catch (error) {
      // Whoever is disabled, or reads less than the use case writes about, is stopped by the last line of defence, as on the wire.
      if ((this.narrow(actor) || !this.oracle.live(actor)) && ['42501', '23505'].includes(sqlState(error) ?? '')) {
        this.told.push(`${actor.login}: ${what} refused (${sqlState(error)})`);
        return undefined;
      }
      // A rule that only the database can judge; on the wire it is a refusal as well.
      if (sqlState(error) === 'MD409') {
        this.told.push(`${actor.login}: ${what} refused (by the database)`);
        return undefined;
      }
      if (!(error instanceof DomainError)) throw new Error(`${actor.login}: ${what} failed with ${String(error)}\n${this.told.slice(-12).join('\n')}`, { cause: error });
      this.told.push(`${actor.login}: ${what} refused (${error.code})`);
      return undefined;
    }
  }

  /** The same for an act on a person: whoever does it must have been able to see the person before. */
  async about<T>(what: string, actor: Actor, person: Person, work: (ctx: Ctx) => Promise<T>): Promise<T | undefined> {
    const visible = this.oracle.seesNumber(actor, person.id, 'support');
    const done = await this.attempt(`${what} ${person.number}`, actor, work);
    if (done !== undefined && !visible) this.trespasses.push(`${actor.login}: ${what} ${person.number}`);
    return done;
  }

  async aboutReferral<T>(what: string, actor: Actor, referral: Referral, work: (ctx: Ctx) => Promise<T>): Promise<T | undefined> {
    const visible = this.oracle.seesReferral(actor, referral);
    const done = await this.attempt(`${what} ${referral.id.slice(0, 8)} of ${this.model.person(referral.person).number}`, actor, work);
    if (done !== undefined && !visible) this.trespasses.push(`${actor.login}: ${what} ${referral.id}`);
    return done;
  }

  private narrow(actor: Actor): boolean {
    return (this.model.roleGroups.get(actor.role)?.size ?? 0) <= GROUPS.length;
  }

  person(): Person | undefined {
    const persons = [...this.model.persons.values()];
    return persons.length === 0 ? undefined : this.chance.pick(persons);
  }

  /** Mostly somebody of the office; now and then anybody, who should be refused. */
  somebody(office: Office, ...roles: readonly string[]): Actor {
    if (this.chance.often(0.12)) return this.chance.pick(this.model.actors);
    const staff = this.model.actors.filter((one) => one.office.id === office.id && (roles.length === 0 || roles.includes(one.role)));
    return this.chance.pick(staff.length > 0 ? staff : this.model.actors);
  }

  referral(...states: readonly string[]): Referral | undefined {
    const found = [...this.model.referrals.values()].filter((one) => states.includes(one.status));
    return found.length === 0 ? undefined : this.chance.pick(found);
  }

  /** An office that has to do with the person: the registering one, or one that may see something of it. */
  party(person: Person): Office {
    const others = this.oracle.offices().filter((one) => one !== person.office && GROUPS.some((group) => this.oracle.opened(one, person.id, person.office.organisation, group, 'support')));
    return this.chance.often(0.35) || others.length === 0 ? person.office : this.chance.pick(others);
  }

  /** A row that exists, for acts on records of which the model keeps nothing but the person. */
  async record(table: string, fits: (field: (name: string) => string) => boolean = () => true): Promise<{ id: string; version: number; field: (name: string) => string } | undefined> {
    const rows = rowsOf(await universeOf(this.t.owner), table).filter((row) => fits((name) => textOf(row, name)));
    if (rows.length === 0) return undefined;
    const row = this.chance.pick(rows);
    return { id: row.key, version: Number(row.fields['version']), field: (name) => textOf(row, name) };
  }

  setClock(now: number): void {
    this.model.now = now;
    this.t.clock.set(new Date(now).toISOString());
  }
}
