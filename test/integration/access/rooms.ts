import { OpenClient, SearchClients } from '@madoguchi/clients';
import { ListConsents } from '@madoguchi/consents';
import { ReadConsultations, ReadJobSearch } from '@madoguchi/consultations';
import { DomainError } from '@madoguchi/kernel';
import { sqlState } from '@madoguchi/platform';
import { ListOnwardSharing } from '@madoguchi/onward-sharing';
import { ReadPlacements } from '@madoguchi/placements';
import { ListReferrals, OpenReferral } from '@madoguchi/referrals';
import { ReadSupportPlans } from '@madoguchi/support-plans';
import type { Allowed } from './allowed';
import { type Actor, GROUPS, type Person, type Purpose } from './model';
import { type Comparison, decided } from './second-line';
import type { Stage } from './stage';
import { rowsOf, textOf } from './universe';

/** One reader in every room: what the use cases show, against the rules. The same text serves with either line switched off. */
export class Rooms {
  constructor(
    readonly stage: Stage,
    readonly allowed: Allowed,
    readonly line: string,
    readonly into: Comparison,
  ) {}

  /** The page of one person and every list about the person. */
  async person(actor: Actor, person: Person, purpose: Purpose): Promise<void> {
    const visible = this.allowed.oracle.seesNumber(actor, person.id, purpose);
    await this.page(actor, person, purpose, visible);
    const ctx = this.stage.ctx(actor, purpose);
    const lists: readonly (readonly [string, () => Promise<readonly string[]>, readonly string[]])[] = [
      ['consents', async () => ids(await this.stage.use(ListConsents).run(ctx, person.id)), this.keys('consent', actor, person, purpose)],
      ['requests', async () => ids(await this.stage.use(ListReferrals).ofPerson(ctx, person.id)), this.keys('referral', actor, person, purpose)],
      ['passing on', async () => ids((await this.stage.use(ListOnwardSharing).run(ctx, person.id)).lines), this.keys('onward_sharing', actor, person, purpose)],
      ['contacts', () => this.contacts(actor, person, purpose), [...this.keys('consultation', actor, person, purpose), ...this.keys('appointment', actor, person, purpose)]],
      [
        'job search',
        async () => {
          const found = await this.stage.use(ReadJobSearch).run(ctx, person.id);
          return [...ids(found.registrations), ...ids(found.introductions)];
        },
        [...this.keys('job_seeker_registration', actor, person, purpose), ...this.keys('job_introduction', actor, person, purpose)],
      ],
      [
        'plans',
        async () => (await this.stage.use(ReadSupportPlans).run(ctx, person.id)).flatMap((plan) => [plan.id, ...ids(plan.goals), ...ids(plan.menus), ...plan.members.map((one) => `${plan.id} ${one.staffId}`)]),
        [
          ...['support_plan', 'support_plan_goal', 'support_plan_menu'].flatMap((table) => this.keys(table, actor, person, purpose)),
          ...this.allowed.rows('support_plan_member', actor, purpose).filter((row) => textOf(row, 'person_id') === person.id).map((row) => `${textOf(row, 'plan_id')} ${textOf(row, 'staff_id')}`),
        ],
      ],
      [
        'placements',
        async () => (await this.stage.use(ReadPlacements).run(ctx, person.id)).flatMap((one) => [one.id, ...ids(one.checks)]),
        [...this.keys('placement', actor, person, purpose), ...this.keys('retention_check', actor, person, purpose)],
      ],
    ];
    for (const [room, look, expected] of lists) {
      const shown = await orAbsent(look);
      if (!visible) this.same(actor, `${room} of ${person.number} (${purpose})`, shown ?? 'absent', 'absent');
      else this.sameSet(actor, `${room} of ${person.number} (${purpose})`, shown, expected);
    }
  }

  private async page(actor: Actor, person: Person, purpose: Purpose, visible: boolean): Promise<void> {
    const page = (await orAbsent(() => this.stage.use(OpenClient).run(this.stage.ctx(actor, purpose), person.id)))?.read();
    this.same(actor, `page of ${person.number} (${purpose})`, page !== undefined, visible);
    if (!page || !visible) return;
    const open = this.allowed.oracle.openGroups(actor, person.id, purpose);
    this.sameSet(actor, `closed groups of ${person.number} (${purpose})`, page.closedGroups, GROUPS.filter((group) => !open.has(group)));
    const one = (part: string, shown: { readonly id: string } | null, table: string): void => {
      const may = this.keys(table, actor, person, purpose);
      this.same(actor, `${part} of ${person.number} (${purpose})`, shown === null ? may.length === 0 : may.includes(shown.id), true);
    };
    one('name', page.basic, 'person_basic');
    one('contact', page.contact, 'person_contact');
    one('health', page.health, 'person_health');
    one('work history', page.workHistory, 'person_work_history');
    one('case', page.case, 'support_case');
    this.same(actor, `statuses of ${person.number} (${purpose})`, page.statuses?.length ?? 0, this.keys('welfare_status', actor, person, purpose).length);
    this.sameSet(actor, `household of ${person.number} (${purpose})`, page.household?.members.map((member) => member.personId) ?? [], this.household(actor, person, purpose));
  }

  /** Members that the reader may itself see: one member's consent never opens another, and nobody's page tells where a protected person lives. */
  private household(actor: Actor, person: Person, purpose: Purpose): readonly string[] {
    const mine = this.allowed.rows('household_member', actor, purpose);
    const own = mine.find((row) => textOf(row, 'person_id') === person.id);
    if (!own) return [];
    const members = mine.filter((row) => textOf(row, 'household_id') === textOf(own, 'household_id')).map((row) => textOf(row, 'person_id'));
    return members.filter((member) => member === person.id || !this.allowed.oracle.isToldProtected(actor.office, member));
  }

  private async contacts(actor: Actor, person: Person, purpose: Purpose): Promise<readonly string[]> {
    const lines = await this.stage.use(ReadConsultations).run(this.stage.ctx(actor, purpose), person.id);
    return lines.flatMap((line) => [line.id, ...(line.nextAppointment ? [line.nextAppointment.id] : [])]);
  }

  /** The two trays with their counts, and every request by itself with packet and moves. */
  async requests(actor: Actor): Promise<void> {
    const { model, oracle } = this.allowed;
    const mine = [...model.referrals.values()].filter((one) => oracle.seesReferral(actor, one));
    for (const box of ['received', 'sent'] as const) {
      for (const state of ['open', 'all'] as const) {
        const page = await orAbsent(() => this.stage.use(ListReferrals).box(this.stage.ctx(actor), { box, state }));
        const statuses = box === 'received' ? ['sent', 'assigned', 'accepted'] : ['draft', 'submitted', 'sent', 'assigned', 'accepted', 'returned'];
        const expected = mine
          .filter((one) => (box === 'sent' ? one.source.id : one.recipient.id) === actor.office.id && (state === 'all' || statuses.includes(one.status)))
          .map((one) => one.id);
        this.sameSet(actor, `${box} (${state})`, page ? ids(page.items) : [], expected);
        if (page) this.same(actor, `count of ${box} (${state})`, page.total, String(expected.length));
        for (const item of page?.items ?? []) this.label(actor, item.personId, 'support', item.number, item.personName);
      }
    }
    for (const referral of model.referrals.values()) {
      const opened = await orAbsent(() => this.stage.use(OpenReferral).run(this.stage.ctx(actor), referral.id));
      this.same(actor, `request ${referral.id}`, opened !== undefined, oracle.seesReferral(actor, referral));
      if (!opened) continue;
      const newest = textOf(rowsOf(this.allowed.universe, 'referral').find((row) => row.key === referral.id) ?? { key: '', fields: {} }, 'sending_id');
      const writing = actor.office.id === referral.source.id && ['draft', 'submitted'].includes(referral.status);
      const parts = this.allowed
        .rows('referral_part', actor, 'support')
        .filter((row) => textOf(row, 'referral_id') === referral.id && textOf(row, 'sending_id') === (writing ? 'null' : newest));
      if (actor.office.id === referral.recipient.id) {
        const closed = GROUPS.filter((group) => !oracle.may(actor, referral.person, referral.source.organisation, group, 'support'));
        this.sameSet(actor, `closed beside ${referral.id}`, opened.omittedGroups, closed);
      }
      this.sameSet(actor, `packet of ${referral.id}`, opened.parts.map((part) => part.itemGroup), parts.map((row) => textOf(row, 'item_group')));
      const steps = this.allowed.rows('referral_step', actor, 'support').filter((row) => textOf(row, 'referral_id') === referral.id);
      this.sameSet(actor, `moves of ${referral.id}`, opened.steps.map((step) => step.toStatus), steps.map((row) => textOf(row, 'to_status')));
    }
  }

  /** Search by number, by name and by the tail of a telephone number. */
  async search(actor: Actor): Promise<void> {
    const { oracle, model } = this.allowed;
    const persons = [...model.persons.values()];
    const reads = (person: Person, table: string): boolean => this.allowed.holds(table, actor, person.id, 'support');
    for (const person of persons) {
      const questions: readonly (readonly [string, readonly Person[]])[] = [
        [person.number, persons.filter((one) => one === person && oracle.seesNumber(actor, one.id, 'support'))],
        [person.kana, persons.filter((one) => one.kana === person.kana && reads(one, 'person_basic'))],
        [person.phone, persons.filter((one) => one.phone === person.phone && !oracle.isToldProtected(actor.office, one.id) && reads(one, 'person_contact'))],
      ];
      for (const [text, expected] of questions) {
        const found = (await this.unlessAway(actor, () => this.stage.use(SearchClients).run(this.stage.ctx(actor), text)))?.hits ?? [];
        this.sameSet(actor, `search for ${text}`, ids(found), expected.map((one) => one.id));
        for (const hit of found) this.label(actor, hit.id, 'support', hit.number, hit.familyName);
      }
    }
  }

  /** What is searched for is sealed in the audit record, and who is not at work has no key for it: on the wire nobody comes so far. */
  private async unlessAway<T>(actor: Actor, look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await orAbsent(look);
    } catch (error) {
      if (sqlState(error) === '42501' && !this.allowed.oracle.live(actor)) return undefined;
      throw error;
    }
  }

  /** A number shows where it is open and a name where names are. */
  label(actor: Actor, personId: string, purpose: Purpose, number: string | null, name: string | null): void {
    this.same(actor, `number in a list ${personId}`, number !== null, this.allowed.oracle.seesNumber(actor, personId, purpose));
    this.same(actor, `name in a list ${personId}`, name !== null, this.allowed.holds('person_basic', actor, personId, purpose));
  }

  same(actor: Actor, what: string, shown: unknown, expected: unknown): void {
    decided(this.into, `direct rooms, ${this.line}`);
    if (JSON.stringify(shown) !== JSON.stringify(expected)) {
      this.into.differences.push(`${this.line}: ${actor.login}: ${what}: shows ${JSON.stringify(shown)}, rules say ${JSON.stringify(expected)}`);
    }
  }

  sameSet(actor: Actor, what: string, shown: readonly string[] | undefined, expected: readonly string[]): void {
    decided(this.into, `direct rooms, ${this.line}`, expected.length);
    this.same(actor, what, [...(shown ?? ['absent'])].sort(), [...expected].sort());
  }

  keys(table: string, actor: Actor, person: Person, purpose: Purpose): string[] {
    return this.allowed.keysOf(table, actor, person.id, purpose);
  }
}

export function ids(items: readonly { readonly id: string }[]): string[] {
  return items.map((item) => item.id);
}

/** The answer, or nothing where the product says that there is no such thing; any other refusal is a finding. */
export async function orAbsent<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found') return undefined;
    throw error;
  }
}
