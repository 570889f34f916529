import { type Defect, inEveryRun, policy, rewritten, rewrittenOnly, sendAway, sql, switchOff, withdrawAll, withdrawConsents } from './defect';

/** Requests as if each had been sent when it was written. */
const NEVER_SENT = 'select q.id, q.person_id, q.source_office_id, q.recipient_office_id, q.entered_at as sent_at, null::timestamptz as sharing_ended_at from referral q';

const live = "c.grantee_office_id = (select current_office()) and c.purpose = (select current_purpose()) and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())";
const cell = (table: string, group: string, without: string): string =>
  `exists (select 1 from access_cell c where ${[
    `c.person_id = ${table}.person_id`,
    `c.source_organisation_id = ${table}.source_organisation_id`,
    `c.item_group = '${group}'`,
    ...live.split(' and '),
  ]
    .filter((condition) => !condition.includes(without))
    .join(' and ')})`;

/** A late job: nothing is derived again, and the clock goes on past the end of every consent. */
const later = (name: string, table: string, group: string): Defect => ({
  name,
  short: true,
  plant: async (owner, { model }) => {
    await owner.query(`alter policy ${table}_read on ${table} using ((select actor_may_read('${group}')) and ${cell(table, group, 'valid_until')})`);
    const { now } = model;
    model.now += 300 * 86_400_000;
    return () => {
      model.now = now;
    };
  },
});

/** The faults that were thought of first: each stands for a kind. */
const known: readonly Defect[] = [
  policy('a policy asks for the role only, and for no cell', 'consultation', "(select actor_may_read('consultation'))"),
  sql('a second policy lets everything through', 'create policy convenience on placement for select to madoguchi_app using (true)'),
  // Either comparison alone is enough: the policy of a record and the policy of the cells that it asks.
  sql(
    'the office of the reader is not compared',
    `alter policy access_cell_own on access_cell using (true);
     alter policy person_basic_read on person_basic using ((select actor_may_read('basic')) and ${cell('person_basic', 'basic', 'grantee')})`,
  ),
  policy('the holder of the record is not compared', 'consultation', `(select actor_may_read('consultation')) and ${cell('consultation', 'consultation', 'source_organisation')}`),
  policy('the purpose is not compared', 'welfare_status', `(select actor_may_read('income')) and ${cell('welfare_status', 'income', 'purpose')}`),
  policy('the role is not asked', 'person_contact', cell('person_contact', 'contact', 'nothing')),
  policy('another item group is asked', 'support_plan', `(select actor_may_read('basic')) and ${cell('support_plan', 'basic', 'nothing')}`),
  policy('a policy opens too little', 'support_case', 'false'),
  later('the end of validity is not compared', 'person_basic', 'basic'),
  rewritten('the direction of a consent is turned round', 'reasons_of_consents', "when 'to_recipient'", "when 'from_recipient'"),
  rewritten('a consent opens before anything was sent', 'reasons_of_consents', /join referral_sending r on([^]*group by c\.id, r\.id, 2, 3, s\.purpose)/g, `join (${NEVER_SENT}) r on$1, r.sent_at, r.sharing_ended_at`),
  rewritten('the end of sharing is not asked', 'reasons_of_consents', "coalesce(r.sharing_ended_at, 'infinity')", "'infinity'"),
  // A withdrawal ends the sharing of the requests as well; here it ends the consent alone.
  rewritten('the withdrawal is not asked', 'reasons_of_consents', "coalesce(c.withdrawn_at, 'infinity')", "'infinity'", withdrawConsents),
  rewritten('cells stay after a withdrawal', 'access_rebuild(uuid)', /delete from access_cell where person_id = p_person;([^]*?\) w);/g, '$1 on conflict do nothing;', withdrawAll),
  rewritten('search tokens stay after a withdrawal', 'access_rebuild_tokens(uuid)', 'delete from search_token where person_id = p_person;', 'if true then return; end if;', withdrawAll),
  rewritten('the recipient stays a party of the consent', 'access_sync_consents(uuid)', 'valid_until = excluded.valid_until;\n  perform', "valid_until = 'infinity';\n  perform", withdrawAll),
  sql('a view runs as its owner', 'alter view open_placement set (security_invoker = false)'),
  rewrittenOnly('disabled staff are not asked', 'actor_wanted', 's.disabled_at is null', 'true', switchOff),
  rewrittenOnly('the end of an assignment is not asked', 'actor_wanted', 'daterange(a.valid_from, a.valid_until)', 'daterange(a.valid_from, NULL)', sendAway),
  policy(
    'one member opens the household',
    'household_member',
    `(select actor_may_read('household')) and exists (select 1 from access_cell c where ${live} and c.item_group = 'household' and c.source_organisation_id = household_member.source_organisation_id)`,
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
