/**
 * The demo's shape in bulk: cities of some thousand clients each, side by side as in one installation for many. Written
 * by the owner in sets, with triggers off; a sample is then compared with what the product's own functions would write.
 * Not through `test/world`: a million persons would take days through use cases.
 */

/** So many persons at a time: the sorts stay small, and one sees how far it has come. */
const SET = 100_000;
/** A scratch database that is lost while it is being filled is filled again. */
const WHILE_LOADING = { fsync: 'off', full_page_writes: 'off', max_wal_size: '8GB', autovacuum: 'off' };
const TODAY = '2026-11-20';
const NOW = '2026-11-20T01:00:00Z';

/** Cities and their offices, before anybody comes. */
const OFFICES = `insert into municipality (id, code, name) select municipality_id, lpad((100000 + city)::text, 6, '0'), '市' || city from bench_city where city > 0;
     insert into organisation (id, kind, name) select organisation_id, 'city', '市' || city from bench_city where city > 0;
     insert into office (id, organisation_id, municipality_id, kind, name, head_title)
       select o.id, c.organisation_id, c.municipality_id, o.kind, '市' || c.city || o.kind, '所長'
       from bench_city c cross join lateral (values (c.welfare, 'welfare'), (c.self_reliance, 'self_reliance'), (c.single_parent, 'single_parent')) as o(id, kind) where c.city > 0;
     insert into office (id, organisation_id, municipality_id, kind, name, head_title)
       select distinct c.hello_work, c.bureau, null::uuid, 'hello_work', '安定所' || c.city / 3, '公共職業安定所長' from bench_city c
       where c.hello_work not in (select id from office)`;

/** The steps for one set of persons, in their order. What differs between runs stands in the tables bench_*. */
const STEPS = [
  [
    'persons',
    `insert into person (id, municipality_id, source_office_id, source_organisation_id, number, written_by, entered_at)
       select id, municipality_id, office_id, organisation_id, 'R08-' || lpad(i::text, 7, '0'), staff_id, opened_at from bench_person;
     select setval('person_number', (select max(i) from bench_person));
     insert into person_basic (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, family_name, given_name, family_kana, given_kana, birth_date, sex, search_tokens)
       select bench_id('basic', i), p.id, municipality_id, office_id, organisation_id, staff_id, opened_at, n.family, n.given, n.family_kana, n.given_kana, birth_date, n.sex, n.tokens || ('b:' || birth_date)
       from bench_person p join bench_name n on n.k = p.name;
     insert into person_basic (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, family_name, given_name, family_kana, given_kana, birth_date, sex, search_tokens)
       select bench_id('held', i), p.id, municipality_id, hello_work, bureau, staff_id, accepted_at, n.family, n.given, n.family_kana, n.given_kana, birth_date, n.sex, n.tokens || ('b:' || birth_date)
       from bench_person p join bench_name n on n.k = p.name where referred;
     insert into person_contact (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, postal_code, address, phone, search_tokens)
       select bench_id('contact', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, '7530000', '湊町' || i % 900 || '番地', '083-000-' || lpad((i % 10000)::text, 4, '0'), array['p:' || lpad((i % 10000)::text, 4, '0')] from bench_person;
     insert into person_health (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, condition_note, obstacle_note)
       select bench_id('health', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, repeat('通院は月に一度。', 6), repeat('長く立つ仕事は難しい。', 4) from bench_person where i % 10 < 4;
     insert into person_work_history (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, history_note, licence_note, wish_note)
       select bench_id('work', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, repeat('食品の製造を五年。', 8), '普通自動車', '平日の昼間' from bench_person where i % 10 < 6;
     insert into welfare_status (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, status, valid_from)
       select bench_id('status', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, 'welfare_recipient', opened_on from bench_person;
     insert into household (id, municipality_id, source_office_id, source_organisation_id, case_number, household_type, district_worker_id, written_by, entered_at)
       select bench_id('household', i), municipality_id, office_id, organisation_id, '保' || i, 'other', staff_id, staff_id, opened_at from bench_person where i % 2 = 0;
     insert into household_member (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, household_id, relation, joined_on)
       select bench_id('member', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, bench_id('household', i), 'head', opened_on from bench_person where i % 2 = 0;
     insert into support_case (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, programme, status, opened_on, chief_complaint, worker_id)
       select bench_id('case', i), id, municipality_id, office_id, organisation_id, staff_id, opened_at, 'welfare_self_reliance', case when placed then 'retention' else 'open' end, opened_on, '仕事を探している。' || i, staff_id from bench_person`,
  ],
  [
    'consents and referrals',
    `insert into consent (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, recipient_office_id, recipient_organisation_id, form_id, given_on, method, valid_from_at, valid_until_at)
       select bench_id('consent', i), id, municipality_id, office_id, organisation_id, staff_id, consent_from, hello_work, bureau, '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001', (consent_from at time zone 'Asia/Tokyo')::date, 'written', consent_from, consent_until from bench_person where referred;
     insert into consent_scope (consent_id, direction, item_group, purpose)
       select bench_id('consent', i), s.direction, s.item_group, s.purpose from bench_person cross join bench_scope s where referred;
     insert into referral (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, recipient_office_id, status, assigned_to, version)
       select bench_id('referral', i), id, municipality_id, office_id, organisation_id, staff_id, sent_at, bench_id('case', i), hello_work, 'accepted', navigator_id, 5 from bench_person where referred;
     insert into referral_sending (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, version, referral_id, recipient_office_id, decided_by, document_number, sent_on, sent_at, reply_due_on, reply, replied_on)
       select bench_id('sending', i), id, municipality_id, office_id, organisation_id, staff_id, sent_at, 2, bench_id('referral', i), hello_work, staff_id, '福就第' || i || '号', (sent_at at time zone 'Asia/Tokyo')::date, sent_at, (sent_at at time zone 'Asia/Tokyo')::date + 7, 'accepted', (accepted_at at time zone 'Asia/Tokyo')::date from bench_person where referred;
     update referral r set sending_id = s.id from bench_person p join referral_sending s on s.person_id = p.id where s.referral_id = r.id and r.sending_id is null;
     select setval('document_number', (select max(i) from bench_person));
     insert into referral_part (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, referral_id, item_group, body, sending_id)
       select bench_id('part ' || g, i), id, municipality_id, office_id, organisation_id, staff_id, sent_at, bench_id('referral', i), g, repeat('就労の意欲が高い。', 8), bench_id('sending', i)
       from bench_person cross join unnest(array['basic', 'work_history']) g where referred;
     insert into referral_step (id, referral_id, person_id, office_id, staff_id, at, request_version, from_status, to_status)
       select bench_id('step ' || s.n, i), bench_id('referral', i), id, office_id, staff_id, sent_at, s.n, s.before, s.after
       from bench_person cross join (values (1, null, 'draft'), (2, 'draft', 'submitted'), (3, 'submitted', 'sent'), (4, 'sent', 'assigned'), (5, 'assigned', 'accepted')) as s(n, before, after) where referred;
     insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
       select bench_id(r, i), p.office_id, id, '-infinity'::timestamptz, 'infinity'::timestamptz from bench_person p cross join unnest(array['consent', 'referral']) r where referred
       union all select bench_id('consent', i), hello_work, id, sent_at, consent_until from bench_person where referred
       union all select bench_id('referral', i), hello_work, id, sent_at, 'infinity' from bench_person where referred`,
  ],
  [
    'access',
    `insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, under_id, purpose, item_groups, valid_from, valid_until)
       select id, office_id, organisation_id, 'ownership', id, null::uuid, p, access_all_groups(), opened_at, 'infinity'::timestamptz from bench_person cross join unnest(array['support', 'report']) p
       union all select id, hello_work, bureau, 'authorship', id, null, p, access_all_groups(), accepted_at, 'infinity' from bench_person cross join unnest(array['support', 'report']) p where referred
       union all select id, case s.direction when 'to_recipient' then hello_work else office_id end, case s.direction when 'to_recipient' then organisation_id else bureau end,
         'consent', bench_id('consent', i), bench_id('sending', i), s.purpose, array_agg(s.item_group order by s.item_group), sent_at, consent_until
         from bench_person cross join bench_scope s where referred group by i, id, hello_work, office_id, organisation_id, bureau, sent_at, consent_until, s.direction, s.purpose;
     analyze access_reason;
     insert into access_mask (grantee_office_id, person_id, source_organisation_id, purpose, valid_from, valid_until, groups, own_rows)
       with cell as materialized (
         select r.grantee_office_id, r.person_id, r.source_organisation_id, g.code as item_group, r.purpose, r.valid_from, r.valid_until from access_reason r join bench_person p on p.id = r.person_id cross join lateral unnest(r.item_groups) as g(code)
         union all select r.grantee_office_id, r.person_id, p.organisation_id, 'number', r.purpose, min(r.valid_from), max(r.valid_until)
           from access_reason r join bench_person p on p.id = r.person_id where r.valid_until > '${NOW}' group by 1, 2, 3, 4, 5),
       edge as (select grantee_office_id, person_id, source_organisation_id, purpose, valid_from as at from cell
         union select grantee_office_id, person_id, source_organisation_id, purpose, valid_until from cell),
       piece as (select e.*, lead(e.at) over (partition by e.grantee_office_id, e.person_id, e.source_organisation_id, e.purpose order by e.at) as until from edge e)
       select p.grantee_office_id, p.person_id, p.source_organisation_id, p.purpose, p.at, p.until, bit_or(1 << i.bit), 0
       from piece p join cell c on (c.grantee_office_id, c.person_id, c.source_organisation_id, c.purpose) = (p.grantee_office_id, p.person_id, p.source_organisation_id, p.purpose)
         and c.valid_from <= p.at and c.valid_until >= p.until
       join item_group i on i.code = c.item_group group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5;
     analyze access_mask;
     insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
       select m.grantee_office_id, t.token, m.person_id, m.source_organisation_id, t.item_group, min(m.valid_from), max(m.valid_until)
       from access_mask m join (
         select person_id, source_organisation_id, 'basic' as item_group, unnest(search_tokens || ('k:' || reading_key(family_kana || given_kana))) as token from person_basic where person_id in (select id from bench_person)
         union all select person_id, source_organisation_id, 'contact', unnest(search_tokens) from person_contact where person_id in (select id from bench_person)) t
         on t.person_id = m.person_id and t.source_organisation_id = m.source_organisation_id
       join item_group i on i.code = t.item_group and m.groups & (1 << i.bit) <> 0
       where m.purpose = 'support' group by 1, 2, 3, 4, 5 order by 1, 2, 3`,
  ],
  [
    'support',
    `insert into consultation (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, occurred_on, mode, attended, content)
       select bench_id('consultation ' || n, i), id, municipality_id, office_id, organisation_id, staff_id, opened_at + n * interval '3 days', bench_id('case', i), least(opened_on + 3 * n, date '${TODAY}'), 'counter', true, repeat('家計の相談をした。', 6) from bench_person cross join generate_series(1, 3) n
       union all select bench_id('contact ' || n, i), id, municipality_id, hello_work, bureau, navigator_id, accepted_at + n * interval '3 days', bench_id('case', i), least(opened_on + 14 + 3 * n, date '${TODAY}'), 'counter', true, repeat('求人を三件見た。', 6) from bench_person cross join generate_series(1, 3) n where referred;
     insert into job_seeker_registration (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, registration_number, registered_on, valid_until, first_ever, wish)
       select bench_id('registration', i), id, municipality_id, hello_work, bureau, navigator_id, accepted_at, bench_id('case', i), '35010-' || lpad(i::text, 8, '0'), opened_on + 14, opened_on + 80, 'unknown', 'full_time' from bench_person where referred;
     insert into job_introduction (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, registration_id, introduced_on, opening_number, employer_name, occupation, result)
       select bench_id('introduction', i), id, municipality_id, hello_work, bureau, navigator_id, accepted_at, bench_id('case', i), bench_id('registration', i), hired_on - 10, '35010-00012345', '湊町食品株式会社', '一般事務', 'hired' from bench_person where placed;
     insert into placement (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, case_id, referral_id, introduction_id, status, introduced_on, hired_on, confirmed_on, confirmed_by, route, term, hours, permanent_employee, dispatched, weekly_hours, employer_name, occupation, version)
       select bench_id('placement', i), id, municipality_id, hello_work, bureau, navigator_id, accepted_at, bench_id('case', i), bench_id('referral', i), bench_id('introduction', i), 'confirmed', hired_on - 10, hired_on, hired_on, navigator_id, 'own_office', 'regular', 'full_time', true, false, 38.5, '湊町食品株式会社', '一般事務', 2 from bench_person where placed;
     insert into retention_check (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, placement_id, milestone, due_on)
       select bench_id('check ' || m, i), id, municipality_id, hello_work, bureau, navigator_id, accepted_at, bench_id('placement', i), m, hired_on + d from bench_person cross join (values ('w1', 7), ('m1', 30), ('m3', 91), ('m6', 182)) as x(m, d) where placed`,
  ],
  [
    'the queue',
    `insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, milestone, due_on, status, assignee_id, assigned_at, waiting, closed_at, written_by, entered_at)
       select bench_id('met', i), municipality_id, office_id, id, 'appointment', bench_id('met', i), '', opened_on + 7, 'done', staff_id, opened_at, false, opened_at + interval '7 days', staff_id, opened_at from bench_person
       union all select bench_id('task', i), municipality_id, office_id, id, 'task', id, '', date '${TODAY}' - 10 + (i * 7 % 80)::integer, 'open', case when i % 4 = 0 then null else staff_id end, opened_at, false, null, staff_id, opened_at from bench_person where i % 7 = 0
       union all select bench_id('reply', i), municipality_id, hello_work, id, 'referral_reply', bench_id('referral', i), '', (sent_at at time zone 'Asia/Tokyo')::date + 7, 'done', navigator_id, sent_at, false, accepted_at, staff_id, sent_at from bench_person where referred
       union all select bench_id('awaited', i), municipality_id, office_id, id, 'referral_reply', bench_id('referral', i), '', (sent_at at time zone 'Asia/Tokyo')::date + 7, 'done', staff_id, sent_at, true, accepted_at, staff_id, sent_at from bench_person where referred
       union all select bench_id('due ' || m, i), municipality_id, hello_work, id, 'retention_check', bench_id('placement', i), m, hired_on + d, case when hired_on + d < date '${TODAY}' then 'done' else 'open' end, navigator_id, accepted_at, false, case when hired_on + d < date '${TODAY}' then accepted_at end, navigator_id, accepted_at
         from bench_person cross join (values ('w1', 7), ('m1', 30), ('m3', 91), ('m6', 182)) as x(m, d) where placed`,
  ],
];

/**
 * @param {import('pg').Client} owner
 * @param {object} what
 * @param {number} what.clients
 * @param {number} what.cities the first is the demo's own
 * @param {number} [what.consents] how many clients have consented; three in ten, unless told
 * @param {{ MUNICIPALITY: { id: string }, CITY: { id: string }, BUREAU: { id: string }, OFFICES: Record<string, { id: string }>, staffId: (login: string) => string }} what.demo
 * @param {readonly { family: string, given: string, familyKana: string, givenKana: string, sex: string, tokens: readonly string[] }[]} what.names
 * @param {(line: string) => void} what.log
 * @param {number} [what.set] persons at a time
 * @returns {Promise<{ seconds: number, rows: Record<string, number> }>} how long it took, and the rows a table
 */
export async function load(owner, { clients, cities, consents, demo, names, log, set = SET }) {
  const started = performance.now();
  const changed = Object.entries(WHILE_LOADING);
  for (const [name, value] of changed) await owner.query(`alter system set ${name} = '${value}'`);
  await owner.query('select pg_reload_conf()');
  await owner.query('set synchronous_commit = off');
  await owner.query("set maintenance_work_mem = '256MB'");
  await owner.query("set work_mem = '64MB'");
  await owner.query('set session_replication_role = replica');
  const persons = await prepare(owner, { clients, cities, consents, demo, names });
  await owner.query(OFFICES);
  for (let from = 1; from <= clients; from += set) {
    const until = Math.min(from + set - 1, clients);
    const began = performance.now();
    await owner.query('truncate bench_person');
    await owner.query(persons, [from, until]);
    await owner.query('analyze bench_person');
    const took = [];
    for (const [name, sql] of STEPS) {
      const beganStep = performance.now();
      await owner.query(sql);
      took.push(`${name} ${secondsSince(beganStep)}`);
    }
    log(`loaded ${from} to ${until} in ${secondsSince(began)} s (${took.join(', ')})`);
  }
  await owner.query('set session_replication_role = origin');
  await staffOffices(owner);
  await keepForeignKeys(owner);
  const began = performance.now();
  await owner.query('vacuum analyze');
  for (const [name] of changed) await owner.query(`alter system reset ${name}`);
  await owner.query('select pg_reload_conf()');
  await owner.query('checkpoint');
  log(`vacuum and checkpoint in ${secondsSince(began)} s`);
  await compareSample(owner);
  log(`loaded in ${secondsSince(started)} s`);
  const counted = await owner.query(
    `select relname as name, reltuples::integer as rows from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 1000 order by 1`,
  );
  return { seconds: Number(secondsSince(started)), rows: Object.fromEntries(counted.rows.map((row) => [row.name, row.rows])) };
}

const secondsSince = (began) => ((performance.now() - began) / 1_000).toFixed(1);

/** Makes the tables that the steps read. @returns the statement that puts the persons $1 to $2 into bench_person */
async function prepare(owner, { clients, cities, consents, demo, names }) {
  const consented = consents === undefined ? 'i % 10 < 3' : `i % 1000 < ${Math.round((consents / clients) * 1000)}`;
  await owner.query(`
    create function pg_temp.bench_uuid(p text) returns uuid language sql immutable as
      $$ select overlay(overlay(md5(p) placing '4' from 13) placing '8' from 17)::uuid $$;
    create function bench_id(p_kind text, p_i bigint) returns uuid language sql immutable as
      $$ select overlay(overlay(md5(p_kind || ' ' || p_i) placing '4' from 13) placing '8' from 17)::uuid $$`);
  await owner.query(`create table bench_name (k integer, family text, given text, family_kana text, given_kana text, sex text, tokens text[])`);
  await owner.query(
    `insert into bench_name select ordinality - 1, r->>'family', r->>'given', r->>'familyKana', r->>'givenKana', r->>'sex', array(select jsonb_array_elements_text(r->'tokens'))
     from jsonb_array_elements($1::jsonb) with ordinality as x(r, ordinality)`,
    [JSON.stringify(names)],
  );
  await owner.query(`create table bench_scope as select direction, item_group, purpose from consent_form_scope where form_id = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001'`);
  await owner.query(
    `create table bench_city as select city::integer as city,
       case city when 0 then '${demo.MUNICIPALITY.id}'::uuid else bench_id('municipality', city) end as municipality_id,
       case city when 0 then '${demo.CITY.id}'::uuid else bench_id('city', city) end as organisation_id,
       case city when 0 then '${demo.OFFICES.welfare.id}'::uuid else bench_id('welfare', city) end as welfare,
       case city when 0 then '${demo.OFFICES.selfReliance.id}'::uuid else bench_id('self', city) end as self_reliance,
       case city when 0 then '${demo.OFFICES.singleParent.id}'::uuid else bench_id('single', city) end as single_parent,
       case city / 3 when 0 then '${demo.OFFICES.helloWork.id}'::uuid else bench_id('hello', city / 3) end as hello_work,
       '${demo.BUREAU.id}'::uuid as bureau
     from generate_series(0, ${cities - 1}::bigint) city`,
  );
  // Seven in ten at the welfare office; three in ten consented and were referred, of whom four in ten found work.
  const persons = (from, until) => `
     select x.*, opened_at + interval '7 days' as consent_from, opened_at + interval '7 days' + interval '12 months' as consent_until,
       opened_at + interval '10 days' as sent_at, opened_at + interval '12 days' as accepted_at, opened_on + 60 as hired_on,
       ${consented} and opened_on < date '${TODAY}' - 20 as referred, ${consented} and i % 25 < 10 and opened_on < date '${TODAY}' - 75 as placed
     from (
       select i, bench_id('person', i) as id, c.municipality_id, c.organisation_id, c.hello_work, c.bureau,
         case when i / ${cities} % 10 < 7 then c.welfare when i / ${cities} % 10 < 9 then c.self_reliance else c.single_parent end as office_id,
         '${demo.staffId('cw1')}'::uuid as staff_id, '${demo.staffId('navi1')}'::uuid as navigator_id,
         (i * 7919 % ${names.length})::integer as name, date '1945-01-01' + (i * 104729 % 21900)::integer as birth_date,
         date '${TODAY}' - 1 - (i * 31 % 1095)::integer as opened_on,
         (date '${TODAY}' - 1 - (i * 31 % 1095)::integer)::timestamp at time zone 'Asia/Tokyo' as opened_at
       from generate_series(${from}::bigint, ${until}::bigint) i join bench_city c on c.city = i % ${cities}) x`;
  await owner.query(`create table bench_person as ${persons('1', '0')}`);
  await owner.query('create index on bench_person (id); analyze bench_name');
  return `insert into bench_person ${persons('$1', '$2')}`;
}

/** Six colleagues in every office beside the demo's own: who acts is looked up among them all. */
async function staffOffices(owner) {
  await owner.query(`
    create table bench_staff as select bench_id('colleague ' || o.id, n) as id, o.id as office_id, case o.kind when 'hello_work' then 'navigator' else 'caseworker' end as role
      from office o cross join generate_series(1, 6) n where not exists (select 1 from assignment a where a.office_id = o.id);
    insert into staff (id, login, name, demo) select id, 'bench-' || id, '同僚', true from bench_staff;
    insert into assignment (id, staff_id, office_id, role, valid_from) select id, id, office_id, role, '2024-04-01' from bench_staff`);
}

/** The floor writes without our triggers (role replica), but not without foreign keys: those it would have too. */
async function keepForeignKeys(owner) {
  await owner.query(`do $$ declare t record; begin
    for t in select tgrelid::regclass as owner, tgname from pg_trigger where tgisinternal loop
      execute format('alter table %s enable always trigger %I', t.owner, t.tgname);
    end loop; end $$`);
}

/** @throws when the bulk load is not what the product's own functions would have written. */
async function compareSample(owner) {
  await owner.query('begin');
  await owner.query("select set_config('app.now', $1, true)", [NOW]);
  const { rows } = await owner.query(
    `with sample as (select id from bench_person order by id limit 200)
     select (select sum(access_differences(id))::integer from sample) as cells`,
  );
  const before = await owner.query(`select count(*)::integer as n from search_token where person_id in (select id from bench_person order by id limit 50) and valid_until > $1`, [NOW]);
  await owner.query('select access_rebuild(id) from (select id from bench_person order by id limit 50) s');
  const after = await owner.query(`select count(*)::integer as n from search_token where person_id in (select id from bench_person order by id limit 50) and valid_until > $1`, [NOW]);
  await owner.query('rollback');
  if (rows[0].cells !== 0 || before.rows[0].n !== after.rows[0].n) {
    throw new Error(`The bulk load differs from the product: ${rows[0].cells} cells, ${before.rows[0].n} tokens instead of ${after.rows[0].n}`);
  }
}
