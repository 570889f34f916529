import { AskOnwardSharing, DecideOnwardSharing, EndOnwardSharing } from '@madoguchi/onward-sharing';
import type { Acting } from './guard-acts';
import type { Office, Onward } from './model';
import { SUPERVISORS } from './oracle';
import type { Stage } from './stage';
import { TOWN } from './town';

const some = <T>(stage: Stage, items: readonly T[]): T | undefined => (items.length === 0 ? undefined : stage.chance.pick(items));
const ORIGINS: readonly Office[] = [TOWN.helloWork, TOWN.helloWork, TOWN.secondHelloWork, TOWN.welfare];

/** Nothing is passed on that the person did not let pass, that the passing office does not see, or of a protected person. */
function mustBePassable(stage: Stage, one: Pick<Onward, 'person' | 'office' | 'origin' | 'recipient'>, groups: readonly string[], who: string): void {
  const { oracle } = stage;
  if (oracle.isProtected(one.person)) stage.trespasses.push(`${who}: passes on of a protected person`);
  if (one.recipient.organisation === one.office.organisation) stage.trespasses.push(`${who}: passes on to the own organisation`);
  if (one.recipient.organisation === one.origin.organisation) stage.trespasses.push(`${who}: passes on to its origin`);
  if (groups.length === 0 || !groups.every((group) => oracle.letsPass(one, 'onward', group))) stage.trespasses.push(`${who}: passes on what the person did not let pass`);
}

const ask: Acting = {
  name: 'ask to pass on',
  weight: 8,
  async act(stage, hand) {
    const { model, chance, oracle } = stage;
    const consents = [...model.consents.values()];
    const consent = some(stage, consents.filter((one) => (oracle.inForce(one) && one.scopes.some((scope) => scope.direction === 'onward')) || chance.often(0.03)));
    if (!consent) return undefined;
    const person = model.person(consent.person);
    const actor = stage.somebody(consent.source, 'caseworker', 'supervisor');
    const { recipient } = consent;
    const origin = chance.pick(ORIGINS);
    const groups = [...new Set(consent.scopes.filter((one) => one.direction === 'onward' || chance.often(0.05)).map((one) => one.itemGroup))].filter(() => chance.often(0.7));
    const question = { originOfficeId: origin.id, recipientOfficeId: recipient.id, itemGroups: groups, reason: '相談を続けるため' };
    const seen = oracle.openGroups(actor, person.id, 'support');
    const done = await hand(`asks to pass ${person.number} on`, actor, oracle.seesNumber(actor, person.id, 'support'), {
      use: (ctx) => stage.use(AskOnwardSharing).run(ctx, { personId: person.id, ...question }),
      path: `/clients/${person.id}/onward-sharing`,
      body: question,
    });
    if (!done) return person;
    const onward: Onward = {
      id: done.id, person: person.id, office: actor.office, origin, recipient, groups, askedBy: actor.staff, version: 1, until: Infinity, endedAt: null,
      decision: null, from: 0, approved: [],
    };
    mustBePassable(stage, onward, groups, actor.login);
    // Role apart, the office must have it from there.
    if (!groups.every((group) => seen.has(group as 'basic') || !oracle.roleReads(actor, group as 'basic'))) stage.trespasses.push(`${actor.login}: passes on what it does not see`);
    model.onward.push(onward);
    model.wrote(person.id, actor.office);
    return person;
  },
};

const decide: Acting = {
  name: 'answer a passing on',
  weight: 6,
  async act(stage, hand) {
    const { model, chance, oracle } = stage;
    const onward = some(stage, model.onward.filter((one) => (one.decision === null && one.endedAt === null) || chance.often(0.05)));
    if (!onward) return undefined;
    const actor = stage.somebody(onward.origin, ...(chance.often(0.8) ? ['supervisor', 'chief_navigator'] : []));
    const decision = chance.often(0.8) ? ('approved' as const) : ('refused' as const);
    const groups = decision === 'approved' ? onward.groups.filter(() => chance.often(0.7)) : [];
    const { id, version } = onward;
    const own = actor.office.id === onward.origin.id && oracle.seesOnward(actor, onward);
    const done = await hand(`${decision} passing on ${id.slice(0, 8)}`, actor, own, {
      use: (ctx) => stage.use(DecideOnwardSharing).run(ctx, { id, version, decision, itemGroups: groups }),
      path: `/onward-sharing/${id}/decide`,
      body: { version, decision, itemGroups: groups },
    });
    if (!done) return model.person(onward.person);
    if (onward.askedBy === actor.staff || !SUPERVISORS.has(actor.role)) stage.trespasses.push(`${actor.login}: answers a passing on alone`);
    if (decision === 'approved' && oracle.isProtected(onward.person)) stage.trespasses.push(`${actor.login}: lets a protected person be passed on`);
    Object.assign(onward, { decision, approved: groups, version: done.version, from: model.now });
    return model.person(onward.person);
  },
};

const end: Acting = {
  name: 'end a passing on',
  weight: 2,
  async act(stage, hand) {
    const { model, chance, oracle } = stage;
    const onward = some(stage, model.onward.filter((one) => oracle.lasts(one) || chance.often(0.2)));
    if (!onward) return undefined;
    const actor = stage.somebody(chance.pick([onward.office, onward.origin]));
    const side = actor.office.id === onward.origin.id ? 'origin' : 'passing';
    const { id, version } = onward;
    const done = await hand(`ends passing on ${id.slice(0, 8)}`, actor, [onward.office.id, onward.origin.id].includes(actor.office.id) && oracle.seesOnward(actor, onward), {
      use: (ctx) => stage.use(EndOnwardSharing).run(ctx, { id, version, side }),
      path: `/onward-sharing/${id}/${side === 'origin' ? 'revoke' : 'end'}`,
      body: { version },
    });
    if (!done) return model.person(onward.person);
    if (side === 'origin' && !SUPERVISORS.has(actor.role)) stage.trespasses.push(`${actor.login}: takes an approval back alone`);
    Object.assign(onward, { endedAt: model.now, version: done.version });
    return model.person(onward.person);
  },
};

/** 再提供: asked by the office that received, answered by the one that gave, ended by either. */
export const ONWARD_ACTS: readonly Acting[] = [ask, decide, end];
