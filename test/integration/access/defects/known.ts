import type { Client } from 'pg';
import { type ItemGroup, maskOf } from '@madoguchi/access';
import type { Stage } from '../stage';
import { type Defect, inEveryRun, policy, rewritten, rewrittenOnly, sendAway, sql, switchOff, withdrawAll, withdrawConsents } from './defect';

/** Requests as if each had been sent when it was written. */
const NEVER_SENT = 'select q.id, q.person_id, q.source_office_id, q.recipient_office_id, q.entered_at as sent_at, null::timestamptz as sharing_ended_at from referral q';

const mask = (table: string, group: ItemGroup, without = 'nothing', view = 'readable'): string =>
  `exists (select 1 from ${view} r where ${[
    `r.person_id = ${table}.person_id`,
    `r.source_organisation_id = ${table}.source_organisation_id`,
    `r.groups & ${maskOf(group)} <> 0`,
  ]
    .filter((condition) => !condition.includes(without))
    .join(' and ')})`;

/** A late job: nothing is derived again, and the clock goes on past the end of every consent. */
async function muchLater(owner: Client, { model }: Stage): Promise<() => void> {
  const { now } = model;
  model.now += 300 * 86_400_000;
  await owner.query("select set_config('app.now', $1, true)", [new Date(model.now).toISOString()]);
  return () => {
    model.now = now;
  };
}

/** The faults that were thought of first: each stands for a kind. */
const known: readonly Defect[] = [
  policy('a policy asks for the role only, and for no mask', 'consultation', "(select actor_may_read('consultation'))"),
  sql('a second policy lets everything through', 'create policy convenience on placement for select to madoguchi_app using (true)'),
  rewrittenOnly('the office of the reader is not compared', 'readable', 'm.grantee_office_id = k.office_id and ', ''),
  policy('the holder of the record is not compared', 'consultation', mask('consultation', 'consultation', 'source_organisation')),
  rewrittenOnly('the purpose is not compared', 'readable', 'm.purpose = k.purpose and ', ''),
  policy('the role is not asked', 'person_contact', mask('person_contact', 'contact', 'nothing', 'reachable')),
  policy('another item group is asked', 'support_plan', mask('support_plan', 'basic')),
  policy('a policy opens too little', 'support_case', 'false'),
  rewrittenOnly('the end of validity is not compared', 'readable', ' and m.valid_until > k.now', '', muchLater),
  rewritten('the direction of a consent is turned round', 'reasons_of_consents', "when 'to_recipient'", "when 'from_recipient'"),
  rewritten('a consent opens before anything was sent', 'reasons_of_consents', /join referral_sending r on([^]*group by c\.id, r\.id, 2, 3, s\.purpose)/g, `join (${NEVER_SENT}) r on$1, r.sent_at, r.sharing_ended_at`),
  rewritten('the end of sharing is not asked', 'reasons_of_consents', "coalesce(r.sharing_ended_at, 'infinity')", "'infinity'"),
  // A withdrawal ends the sharing of the requests as well; here it ends the consent alone.
  rewritten('the withdrawal is not asked', 'reasons_of_consents', "coalesce(c.withdrawn_at, 'infinity')", "'infinity'", withdrawConsents),
  rewritten('masks stay after a withdrawal', 'access_rebuild(uuid)', /delete from access_mask where person_id = p_person;([^]*?\) w);/g, '$1 on conflict do nothing;', withdrawAll),
  rewritten('search tokens stay after a withdrawal', 'access_rebuild_tokens(uuid)', 'delete from search_token where person_id = p_person;', 'if true then return; end if;', withdrawAll),
  rewritten('the recipient stays a party of the consent', 'access_sync_consents(uuid)', 'valid_until = excluded.valid_until;\n  perform', "valid_until = 'infinity';\n  perform", withdrawAll),
  sql('a view runs as its owner', 'alter view open_placement set (security_invoker = false)'),
  rewrittenOnly('disabled staff are not asked', 'actor_wanted', 's.disabled_at is null', 'true', switchOff),
  rewrittenOnly('the end of an assignment is not asked', 'actor_wanted', 'daterange(a.valid_from, a.valid_until)', 'daterange(a.valid_from, NULL)', sendAway),
  policy(
    'one member opens the household',
    'household_member',
    mask('household_member', 'household', 'person_id'),
  ),
  policy('the receiver sees the moves before the sending', 'referral_step', 'exists (select 1 from referral r where r.id = referral_step.referral_id)'),
  policy('a queue is everybody’s', 'follow_up', "(select actor_may_read('number'))"),
  {
    name: 'an exported file is not asked again',
    short: true,
    plant: async (owner, stage) => {
      await owner.query('alter policy export_chunk_read on export_chunk using (exists (select 1 from export_file f where f.id = export_chunk.export_id))');
      const undo = await withdrawAll(owner, stage);
      await owner.query('select access_sync_consents(p.id) from person p');
      return undo;
    },
  },
  sql('row security is off for one table', 'alter table record_party disable row level security'),
];

export const KNOWN: readonly Defect[] = known.map(inEveryRun);
