import type { Client } from 'pg';
import type { Stage } from '../stage';
import { type Defect, inEveryRun, repolicied, rewritten, rewrittenOnly, sql } from './defect';

const wanted = 'reasons_of_consents';
const tokenUse = 'service_token_use(bytea, timestamp with time zone)';
const exceptionalAsk = 'exceptional_ask(uuid, text, text, date, text[], text, text, integer, text, timestamp with time zone)';
const exceptionalPerson = 'exceptional_person(text, text, date)';

/** Some days later: releases and exceptional access are over, consents are not. */
async function elevenDaysLater(owner: Client, { model }: Stage): Promise<() => void> {
  const { now } = model;
  model.now += 11 * 86_400_000;
  await owner.query("select set_config('app.now', $1, true)", [new Date(model.now).toISOString()]);
  return () => {
    model.now = now;
  };
}

/** The last day of every measure was yesterday: it works on. */
async function pastTheLastDay(owner: Client): Promise<() => void> {
  await owner.query('update protection set started_on = app_today() - 30, expires_on = app_today() - 1 where ended_at is null');
  return () => undefined;
}

/** Measures, releases, exceptional access, renewed and narrowed consents: what the cells are derived from. */
const derived: readonly Defect[] = [
  inEveryRun(rewritten('the wanted cells forget the measure', 'access_span', 'else coalesce(i.locating, true) end as withheld', 'else false end as withheld')),
  rewritten('a measure is over when somebody asks for its end', 'guarded_of_protection', "coalesce(p.ended_at, 'infinity')", "coalesce(p.ended_at, p.end_asked_at, 'infinity')"),
  rewritten('a measure is over with its last day', 'guarded_of_protection', "coalesce(p.ended_at, 'infinity')", "greatest(p.started_at, least(coalesce(p.ended_at, 'infinity'), p.expires_on::timestamptz))", pastTheLastDay),
  rewritten('the end of a measure is not asked', 'guarded_of_protection', "coalesce(p.ended_at, 'infinity')", "'infinity'::timestamptz"),
  rewritten('a release counts while it waits', 'released_of_protection', /range_agg\(tstzrange\(r\.decided_at[^]*?(?=group by)/g, "range_agg(tstzrange(r.entered_at, least(coalesce(r.valid_until_at, 'infinity'), coalesce(r.revoked_at, 'infinity')))) as span from protection_release r cross join lateral unnest(r.item_groups) as g(item_group) where r.decision is distinct from 'refused' "),
  rewritten('a refused release counts', 'released_of_protection', /range_agg\(tstzrange\(r\.decided_at[^]*?(?=group by)/g, "range_agg(tstzrange(r.decided_at, least(coalesce(r.valid_until_at, 'infinity'), coalesce(r.revoked_at, 'infinity')))) as span from protection_release r cross join lateral unnest(r.item_groups) as g(item_group) where r.decision is not null "),
  rewritten('a revoked release counts', 'released_of_protection', "coalesce(r.revoked_at, 'infinity')", "'infinity'::timestamptz"),
  rewritten('a release never runs out', 'released_of_protection', 'least(r.valid_until_at, ', "least('infinity'::timestamptz, ", elevenDaysLater),
  rewritten('a release to another office counts', 'access_left_over', 'and x.grantee_office_id = s.grantee_office_id', ''),
  inEveryRun(rewritten('a release of another organisation counts', 'access_left_over', 'and x.source_organisation_id = s.source_organisation_id', '')),
  rewritten('a release of one group counts for all', 'access_left_over', 'and x.item_group = s.item_group', ''),
  inEveryRun(rewritten('a measure leaves open what colleagues’ offices wrote', 'access_span', "r.kind in ('ownership', 'authorship') and coalesce(i.locating, true) and", 'false and')),
  rewritten('a measure closes what an office wrote itself', 'access_wanted_cells', 'unnest(g.own_span - g.span)', "unnest('{}'::tstzmultirange)"),
  rewritten('authorship keeps what another office wrote of the address', 'access_span', 'w.source_office_id <> r.grantee_office_id', 'false'),
  rewritten('exceptional access keeps what locates a person', 'access_span', /else coalesce\(i\.locating, true\) end as withheld/g, "when r.kind = 'exceptional' then false else coalesce(i.locating, true) end as withheld"),
  rewritten('a release adds to exceptional access', 'access_left_over', "and s.kind <> 'exceptional'", ''),
  rewritten('what was taken back of a consent still opens', wanted, 'and s.narrowed_at is null', ''),
  inEveryRun(rewritten('a consent that was renewed still opens', wanted, "coalesce(c.superseded_at, 'infinity'), ", '')),
  rewritten('the receiver stays a party of a consent that was renewed', 'parties_of_consents', "coalesce(c.superseded_at, 'infinity'), ", ''),
  inEveryRun(rewritten('a consent to an organisation opens to offices without a request', wanted, /when 'to_recipient' then r\.recipient_office_id([^]*?)join office o on o\.id = r\.recipient_office_id and /g, "when 'to_recipient' then o.id$1join office o on ")),
  rewritten('a consent to one office opens to another of the organisation', wanted, 'and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id)', ''),
  rewritten('a telephone number of a protected person is searched for', 'access_rebuild_tokens(uuid)', "- coalesce(h.told, k.span, '{}'::tstzmultirange)", ''),
  {
    name: 'cells are not derived again when a measure begins',
    short: false,
    plant: async (owner, { model }) => {
      await owner.query('alter table protection disable trigger protection_cells');
      const measure = model.measures.find((one) => one.endedAt !== null);
      if (!measure) throw new Error('The scene has a measure that ended');
      await owner.query(
        `insert into protection (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, kind, started_on, started_at)
         select gen_random_uuid(), p.person_id, p.municipality_id, p.source_office_id, p.source_organisation_id, p.written_by, app_now(), 'local', app_today(), app_now() from protection p where p.id = $1`,
        [measure.id],
      );
      model.measures.push({ ...measure, from: model.now, endAskedBy: null, endedAt: null });
      return () => void model.measures.pop();
    },
  },
];

/** Two persons, one office, one time: what the database refuses when the application forgets to ask. */
const guarded: readonly Defect[] = [
  sql('nobody guards the end of a measure', 'drop trigger protection_guard on protection'),
  rewrittenOnly('who does not decide ends a measure', 'protection_guard()', 'or not actor_decides_protection()', ''),
  rewrittenOnly('the asker ends a measure', 'protection_guard()', 'or old.end_asked_by = current_staff()', ''),
  rewrittenOnly('an end is asked for in the name of a colleague', 'protection_guard()', "raise exception 'not the asker' using errcode = '42501';", 'null;'),
  rewrittenOnly('an end is taken back', 'protection_guard()', "raise exception 'ended' using errcode = '42501';", 'null;'),
  sql('nobody guards a release', 'drop trigger protection_release_guard on protection_release'),
  rewrittenOnly('who does not decide approves a release', 'protection_release_guard()', 'or not actor_decides_protection()', ''),
  rewrittenOnly('the asker approves a release', 'protection_release_guard()', 'or new.written_by = current_staff()', ''),
  rewrittenOnly('a release lasts longer than was asked for', 'protection_release_guard()', /or new\.valid_until_at > app_now\(\) \+ make_interval\(days => new\.lasts_days\)/g, ''),
  rewrittenOnly('a refusal is taken back', 'protection_release_guard()', "raise exception 'decided' using errcode = '42501';", 'null;'),
  rewrittenOnly('a revocation is taken back', 'protection_release_guard()', "raise exception 'revoked' using errcode = '42501';", 'null;'),
  rewrittenOnly('everybody decides about measures', 'actor_is_supervisor()', "and a.role in ('supervisor', 'chief_navigator')", ''),
  rewrittenOnly('a measure is recorded of nobody', 'protection_in_force(uuid)', 'p.person_id = p_person and', 'false and'),
  rewrittenOnly('a measure is not seen in a list', 'persons_protected(uuid[])', 'p.person_id = any (p_persons) and', 'false and'),
  rewrittenOnly('a list marks whom it did not ask about', 'persons_protected(uuid[])', 'p.person_id = any (p_persons) and', ''),
  rewrittenOnly('a measure is over in a list where its end was asked for', 'persons_protected(uuid[])', 'p.ended_at is null', 'coalesce(p.ended_at, p.end_asked_at) is null'),
  rewrittenOnly('a measure is over where its end was asked for', 'protection_in_force(uuid)', 'p.ended_at is null', 'coalesce(p.ended_at, p.end_asked_at) is null'),
  sql('protection: WITH CHECK of protection_add is lost', 'alter policy protection_add on protection with check (true)'),
  sql('protection: protection_change lets anybody change what can be read', 'alter policy protection_change on protection using (true) with check (true)'),
  rewrittenOnly('a mark is prolonged by who asked', 'protection_guard()', 'or old.prolong_asked_by = current_staff()', ''),
  rewrittenOnly('a mark is prolonged by anybody', 'protection_guard()', 'or old.prolong_asked_by = current_staff() or not actor_decides_protection()', 'or old.prolong_asked_by = current_staff()'),
  rewrittenOnly('a mark is prolonged for ever', 'protection_guard()', "or new.lapses_at > app_now() + interval '45 days'", ''),
  rewrittenOnly('a mark that has lapsed works on', 'protection_in_force(uuid)', '(p.lapses_at is null or p.lapses_at > coalesce(app_now(), clock_timestamp()))', 'true'),
  rewritten('a mark withholds for ever', 'guarded_of_protection', "coalesce(p.lapses_at, 'infinity')", "'infinity'::timestamptz"),
  sql('protection_adversary: WITH CHECK of protection_adversary_add is lost', 'alter policy protection_adversary_add on protection_adversary with check (true)'),
  sql('protection_release: WITH CHECK of protection_release_add is lost', 'alter policy protection_release_add on protection_release with check (true)'),
  sql('protection_deputy: anybody names a deputy', 'alter policy protection_deputy_name on protection_deputy with check (true)'),
  inEveryRun(rewrittenOnly('exceptional access is decided by who asked', 'exceptional_decide(uuid, integer, boolean)', 'or v_asked.asked_by = current_staff()', '')),
  rewrittenOnly('exceptional access is decided by anybody of the office', 'exceptional_decide(uuid, integer, boolean)', 'not actor_decides_protection() or', ''),
  rewrittenOnly('exceptional access is decided by another office', 'exceptional_decide(uuid, integer, boolean)', 'and a.office_id = current_office()', ''),
  rewrittenOnly('exceptional access is ended by another office', 'exceptional_end(uuid, integer)', 'and e.office_id = current_office()', ''),
  rewrittenOnly('exceptional access is asked for without the birth date', exceptionalPerson, 'where b.birth_date = p_birth and', 'where'),
  rewrittenOnly('exceptional access opens what another holder keeps', 'exceptional_decide(uuid, integer, boolean)', "v_answer.asking_office_id, v_answer.organisation_id, 'exceptional'", "v_answer.asking_office_id, (select p.source_organisation_id from person p where p.id = v_answer.person_id), 'exceptional'"),
  rewrittenOnly('who asks is told whom it meant', 'exceptional_asked(uuid)', 'and a.office_id = current_office()', ''),
  sql('exceptional_answer: who asks sees what nobody has answered', "alter policy exceptional_answer_given on exceptional_answer using (asking_office_id = (select current_office()) and (select actor_may_read('number')))"),
  rewrittenOnly('not every holder is asked', 'exceptional_holders(uuid)', "r.kind = 'authorship' and", 'false and'),
  rewrittenOnly('exceptional access is asked for by a role that sees nobody', exceptionalAsk, "or not actor_may_read('number')", ''),
  rewrittenOnly('exceptional access is asked for what is never shared', exceptionalAsk, "raise exception 'unknown group' using errcode = '42501';", 'null;'),
  rewrittenOnly('anybody reads what was given to whom', 'disclosures_of(uuid)', 'where exists (select 1 from mine) and', 'where'),
  rewrittenOnly('whoever only looks reads what was given to whom', 'disclosures_of(uuid)', 'and not actor_only_looks(p_person)', ''),
  inEveryRun(repolicied('protection: the office at which the danger is reads that there is a mark', 'protection', 'protection_read', 'using', /CASE[^]*END/, 'true')),
  sql('protection: what stands behind a measure is read from the table', 'grant select on protection to madoguchi_app'),
  rewrittenOnly('what stands behind a measure is told to other offices', 'measure_kept(uuid)', 'and p.source_office_id = current_office() and p.source_organisation_id = current_organisation()', ''),
  rewrittenOnly('the office at which the danger is hears that somebody is protected', 'person_protected(uuid)', 'and w.source_office_id = current_office() and', 'and false and'),
  rewritten('the office at which the danger is keeps what others wrote', 'access_left_over', 'h.untold', "'{}'::tstzmultirange"),
  rewritten('a search by phone falls silent where the danger is', 'access_rebuild_tokens(uuid)', 'h.told, ', ''),
  rewrittenOnly('a stranger is told whether somebody is protected', 'person_protected(uuid)', 'or not person_known(p_person)', ''),
  sql('whoever only looks may write', `do $$ begin execute (select 'create or replace view reachable with (security_barrier) as ' || regexp_replace(pg_get_viewdef('reachable'::regclass), 'WHERE \\(?NOT \\(?\\(?EXISTS.*$', '')); end $$`),
  inEveryRun(repolicied('export_chunk: a measure does not close a file', 'export_chunk', 'export_chunk_read', 'using', /\(?NOT file_row_withholds\([^)]*\)\)?/, 'true')),
  ...['consultation', 'appointment', 'support_plan', 'support_plan_goal', 'job_introduction', 'placement', 'retention_check'].map((table) =>
    repolicied(`${table}: what colleagues’ offices wrote is read under a measure`, table, `${table}_read`, 'using', /\w+\.source_office_id =\s+CASE\s+WHEN \(\(r\.own_rows[^]*?END/, 'true'),
  ),
  rewrittenOnly('a file from before the measure stays open', 'file_row_withholds(uuid, boolean)', 'not p_guarded', 'false'),
  rewrittenOnly('a second consent is taken beside one in force', 'consent_parties()', /raise exception 'a consent is in force'[^;]*;/g, 'null;'),
  rewrittenOnly('a consent to an office is taken beside one to its organisation', 'consent_parties()', 'coalesce(c.recipient_office_id, new.recipient_office_id) is not distinct from coalesce(new.recipient_office_id, c.recipient_office_id)', 'c.recipient_office_id is not distinct from new.recipient_office_id'),
  sql('nobody guards what was taken back', 'drop trigger consent_scope_guard on consent_scope'),
  rewrittenOnly('what was taken back comes back', 'consent_scope_guard()', "raise exception 'narrowed' using errcode = '42501';", 'null;'),
  rewrittenOnly('a consent that was renewed comes back', 'consent_guard()', "raise exception 'ended' using errcode = '42501';", 'null;'),
  sql('consent_scope: anybody takes back what can be read', 'alter policy consent_scope_narrow on consent_scope using (true)'),
];

/** Other systems, accounts and assignments. */
const staff: readonly Defect[] = [
  rewrittenOnly('a revoked token acts', tokenUse, 'and t.revoked_at is null', ''),
  rewrittenOnly('a token acts after its end', tokenUse, "and t.valid_until > (p_now at time zone 'Asia/Tokyo')::date", ''),
  rewrittenOnly('any token acts', tokenUse, 't.token_hash = p_hash and', ''),
  rewrittenOnly('a token acts for a system that is switched off', tokenUse, 'and s.disabled_at is null', ''),
  rewrittenOnly('a token acts beyond its assignment', tokenUse, "and a.valid_until > (p_now at time zone 'Asia/Tokyo')::date", ''),
  sql('service_token: everybody reads the tokens', 'alter policy service_token_read on service_token using (true)'),
  sql('service_token: the hash is read', 'grant select on service_token to madoguchi_app'),
  sql('two assignments of one person overlap', 'drop trigger assignment_no_overlap on assignment'),
  rewrittenOnly('overlapping assignments are not looked for', 'assignment_no_overlap()', "raise exception 'two assignments of one person to one office in one role overlap' using errcode = 'exclusion_violation';", 'null;'),
  sql('assignment: anybody gives one', 'alter policy assignment_add on assignment with check (true)'),
  sql('assignment: an administrator gives one of another organisation', 'alter policy assignment_add on assignment with check ((select actor_is_administrator()))'),
  rewrittenOnly('an administrator switches everybody off', 'actor_administers(uuid)', /and not exists \(select 1 from assignment a[^]*app_today\(\)\)/g, 'or true'),
];

export const GUARDING: readonly Defect[] = [...derived, ...guarded, ...staff];
