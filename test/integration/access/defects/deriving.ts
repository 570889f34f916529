import type { Client } from 'pg';
import type { Stage } from '../stage';
import { type Defect, inEveryRun, notDerived, rewritten, rewrittenOnly, rewrittenUntilTheEnd, sendAway, sql, switchOff, withdrawAll, withdrawConsents } from './defect';

const wanted = 'reasons_of_consents';
const wantedCells = 'access_wanted_cells';

/** Somebody’s first day is yet to come. */
async function notYetAtWork(owner: Client, { model }: Stage): Promise<() => void> {
  const actor = model.actor('cw1');
  await owner.query('update assignment set valid_from = app_today() + 5 where id = $1', [actor.assignment]);
  const { from } = actor;
  actor.from = '9999-12-30';
  return () => {
    actor.from = from;
  };
}

/** Somebody's assignment is touched, and nothing of it changed. */
async function derivedAgain(owner: Client): Promise<() => void> {
  await owner.query('update assignment set valid_until = valid_until where false');
  return () => undefined;
}

/** A role reads less than it did. */
async function narrowed(owner: Client, { model }: Stage): Promise<() => void> {
  const groups = model.roleGroups.get('caseworker');
  if (groups?.has('contact') !== true) throw new Error('Caseworkers read no addresses: nothing can be taken from them');
  await owner.query("delete from role_item_group where role = 'caseworker' and item_group = 'contact'");
  model.roleGroups.set('caseworker', new Set([...groups].filter((group) => group !== 'contact')));
  return () => model.roleGroups.set('caseworker', groups);
}

/** Who acts: one row, derived where it changes, and read by every question. */
const acting: readonly Defect[] = [
  inEveryRun(rewrittenOnly('the end of an assignment is compared with >=', 'actor_wanted', 'daterange(a.valid_from, a.valid_until)', "daterange(a.valid_from, a.valid_until, '[]')", sendAway)),
  rewrittenOnly('the start of an assignment is not asked', 'actor_wanted', 'daterange(a.valid_from, a.valid_until)', 'daterange(NULL, a.valid_until)', notYetAtWork),
  inEveryRun(rewrittenOnly('a fact opens whose person the reader does not know', 'open_referral_sent', 'join person p on', 'left join person p on')),
  inEveryRun(rewrittenOnly('the day is not asked of who acts', 'current_actor', 'r.days @> app_today()', 'true', sendAway)),
  inEveryRun(rewrittenOnly('whoever acts reads what any role reads', 'actor_wanted', 'g.role = a.role', 'true', derivedAgain)),
  notDerived('an account is switched off and its holder goes on reading', 'staff', 'actor_of_staff', switchOff),
  notDerived('an assignment ends and its holder goes on reading', 'assignment', 'actor_of_assignment', sendAway),
  notDerived('a role loses an item group and goes on reading it', 'role_item_group', 'actor_of_role', narrowed),
  rewrittenOnly('rows of who acts are never taken away', 'actor_derive()', /delete from actor where[^;]*;/g, '', switchOff),
  sql('the application writes who acts', 'grant insert, update, delete on actor to madoguchi_app; create policy convenience on actor to madoguchi_app using (true) with check (true)'),
];

/** What is derived from consents, requests, authorship and registration, and who acts. */
const derived: readonly Defect[] = [
  rewritten('the purposes of a consent are exchanged', wanted, 's.purpose, array_agg', "case s.purpose when 'support' then 'report' else 'support' end as purpose, array_agg"),
  rewritten('a consent opens for the sender what it lets through to the recipient', wanted, "when 'to_recipient' then r.recipient_office_id else c.source_office_id", "when 'to_recipient' then c.source_office_id else r.recipient_office_id"),
  rewritten('another office’s request is enough', wanted, 'and r.source_office_id = c.source_office_id', ''),
  rewritten('another person’s request is enough', wanted, 'r.person_id = c.person_id and', ''),
  rewrittenUntilTheEnd('the end of the consent is not asked', wanted, 'least(c.valid_until_at, ', "least('infinity'::timestamptz, "),
  rewritten('every item group opens with one', wanted, 'array_agg(s.item_group order by s.item_group)', 'access_all_groups()'),
  rewritten('the number is opened for the wrong holder', wantedCells, "p.source_organisation_id, 'number'", "s.source_organisation_id, 'number'"),
  rewritten('the number does not follow from other groups', wantedCells, /union all\s+select s\.grantee_office_id, p\.source_organisation_id[^]*?s\.valid_until > p_now\),/g, '),'),
  rewritten('the purpose of a reason is lost in its cells', 'access_span', 'g.item_group, r.purpose, r.valid_until', "g.item_group, 'support'::text as purpose, r.valid_until"),
  rewrittenUntilTheEnd('the cells of a reason have no end', wantedCells, 'lower(m.span), upper(m.span)', "lower(m.span), 'infinity'::timestamptz"),
  rewritten('tokens are made of every holder’s names', 'access_rebuild_tokens', /select (c\.grantee_office_id, t\.token[^]*?) and t\.source_organisation_id = c\.source_organisation_id/g, 'select distinct $1', async (owner) => {
    await owner.query("update person_basic set search_tokens = array['ホカ'] where source_organisation_id <> (select p.source_organisation_id from person p where p.id = person_id)");
    return () => undefined;
  }),
  rewritten('tokens are made of telephone numbers for whoever reads names', 'access_rebuild_tokens', /select (c\.grantee_office_id, t\.token[^]*?) and t\.item_group = c\.item_group/g, 'select distinct $1'),
  rewritten('the whole reading is not folded', 'reading_key(text)', 'NFD', 'NFC'),
  rewritten('nobody is found by the whole reading', 'tokens_of_clients', "'k:' || ", "'n:' || "),
  rewrittenOnly('drift of tokens is not seen', 'token_differences(uuid)', 'as now)', 'as now where false)', async (owner) => {
    await owner.query('delete from search_token');
    return () => undefined;
  }),
  rewrittenUntilTheEnd('tokens have no end', 'access_rebuild_tokens(uuid)', 'lower(open.span), upper(open.span)', "lower(open.span), 'infinity'::timestamptz"),
  rewritten('cells are not derived again', 'access_sync_consents(uuid)', 'perform access_rebuild(p_person);', '', withdrawAll),
  rewritten('reasons that are no more stay as they were', 'access_sync_consents(uuid)', 'do update set item_groups = excluded.item_groups, valid_from = excluded.valid_from, valid_until = excluded.valid_until;\n  update', 'do nothing;\n  update', withdrawAll),
  rewritten('the receiver is a party of the consent before anything is sent', 'parties_of_consents', /join referral_sending r on/g, 'join (select q.id, q.person_id, q.source_office_id, q.recipient_office_id, q.entered_at as sent_at, null::timestamptz as sharing_ended_at from referral q) r on'),
  rewritten('the withdrawal does not end the recipient’s part in the consent', 'parties_of_consents', "least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))", 'c.valid_until_at', withdrawConsents),
  {
    name: 'access_sync_consents is not called at a withdrawal',
    short: true,
    plant: (owner, stage) => withdrawAll(owner, stage),
  },
  {
    name: 'a mask of a withdrawn consent was left behind',
    short: true,
    plant: async (owner, stage) => {
      await owner.query('create temporary table left_behind on commit drop as select * from access_mask');
      const undo = await withdrawAll(owner, stage);
      await owner.query('select access_sync_consents(p.id) from person p');
      await owner.query('insert into access_mask select * from left_behind on conflict do nothing');
      return undo;
    },
  },
  {
    name: 'a party of a withdrawn consent was left behind',
    short: false,
    plant: async (owner, stage) => {
      await owner.query('create temporary table left_behind on commit drop as select * from record_party');
      const undo = await withdrawAll(owner, stage);
      await owner.query('select access_sync_consents(p.id) from person p');
      await owner.query('delete from record_party; insert into record_party select * from left_behind');
      return undo;
    },
  },
  sql('a search token was left behind', "insert into search_token select o.id, t.token, t.person_id, t.source_organisation_id, t.item_group, '-infinity', 'infinity' from search_token t cross join office o on conflict do nothing"),
  rewrittenOnly('current_office() does not ask for the day', 'current_office()', 'from current_actor a', 'from actor a where a.assignment_id = current_assignment()', sendAway),
  rewrittenOnly('current_office() answers another office of the organisation', 'current_office()', 'select a.office_id from', 'select (select o.id from office o join office m on m.organisation_id = o.organisation_id where m.id = a.office_id order by o.name limit 1) from'),
  rewrittenOnly('actor_may_read() does not ask for the group', 'actor_may_read(text)', 'where p_group = any (a.item_groups)', ''),
  rewrittenOnly('actor_may_read() does not ask for the role', 'actor_may_read(text)', 'from current_actor a where', 'from actor a where'),
  rewrittenOnly('current_purpose() is always the support of somebody', 'current_purpose()', "nullif(current_setting('app.purpose', true), '')", "'support'"),
  ...acting,
];

export const DERIVING: readonly Defect[] = derived.map((defect) => (defect.name.startsWith('every item group') || defect.name.startsWith('tokens have no end') ? inEveryRun(defect) : defect));
