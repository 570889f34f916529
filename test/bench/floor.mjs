/**
 * The floor: the same reads and writes as one would write them by hand on node:http and pg, as owner of the database.
 * No policies, no permissions, no sessions, no audit, no idempotency, no versions; the same rows and the same answers.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Pool, types } = require('pg');
const { basicTokens, contactTokens, nameTokens } = require('../../dist/libs/clients/src/domain/client.js');
const { understand } = require('../../dist/libs/clients/src/domain/search-question.js');

types.setTypeParser(1082, (text) => text);
types.setTypeParser(20, (text) => Number(text));

/** @type {{ url: string, port: number, municipality: string, organisation: string, office: string, staff: string, today: string, now: string }} */
const place = JSON.parse(process.env['BENCH_FLOOR'] ?? '{}');
/** As many connections as two cores can use; plans are kept, and nothing is compiled. */
const pool = new Pool({ connectionString: place.url, max: 4, options: '-c timezone=UTC -c session_replication_role=replica -c plan_cache_mode=force_generic_plan -c jit=off' });

/** As many may wait for a connection as in the application; whoever comes then is turned away. */
const MOST_WAITING = 200;

const GROUPS = ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement'];
const OWN = [place.municipality, place.office, place.organisation, place.staff];
const OWN_COLUMNS = 'municipality_id, source_office_id, source_organisation_id, written_by, entered_at';

/** Prepared once a connection under its name. */
const ask = async (client, name, text, values) => (await client.query({ name, text, values })).rows;

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Who was born on the day under that family name, or bears one rare piece of the whole reading and all of it: one question. */
const ALIKE = `select t.person_id as id from search_token t join person_basic b on b.person_id = t.person_id
  where t.grantee_office_id = $1 and t.token in ($2, $3) and t.valid_until > $4 and b.family_kana = $5 and (b.birth_date = $6 or b.given_kana = $7) limit 10`;

async function register(body) {
  const now = new Date();
  const basic = { familyName: body.familyName, givenName: body.givenName ?? '', familyKana: body.familyKana, givenKana: body.givenKana ?? '', birthDate: body.birthDate };
  const tokens = basicTokens(basic);
  const piece = nameTokens(basic.familyKana + basic.givenKana).at(-1);
  return inTransaction(async (client) => {
    const alike = await ask(client, 'alike', ALIKE, [place.office, `b:${basic.birthDate}`, piece, now, basic.familyKana, basic.birthDate, basic.givenKana]);
    if (alike.length > 0) throw new Error('possible duplicate');
    const id = randomUUID();
    const caseId = randomUUID();
    const [{ n }] = await ask(client, 'number', "select nextval('person_number') as n", []);
    const number = `R08-${String(n).padStart(5, '0')}`;
    await ask(client, 'reason',
      `insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
       select $1, $2, $3, 'ownership', $1, p, $4::text[], $5, 'infinity' from unnest(array['support', 'report']) p`,
      [id, place.office, place.organisation, GROUPS, now]);
    await ask(client, 'mask',
      `insert into access_mask (grantee_office_id, person_id, source_organisation_id, purpose, valid_from, valid_until, groups, own_rows)
       select $2, $1, $3, p, $4, 'infinity', 2047, 0 from unnest(array['support', 'report']) p`,
      [id, place.office, place.organisation, now]);
    await ask(client, 'person', `insert into person (id, number, ${OWN_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)`, [id, number, ...OWN, now]);
    await ask(client, 'basic',
      `insert into person_basic (id, person_id, ${OWN_COLUMNS}, family_name, given_name, family_kana, given_kana, birth_date, sex, search_tokens) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [randomUUID(), id, ...OWN, now, basic.familyName, basic.givenName, basic.familyKana, basic.givenKana, basic.birthDate, body.sex, tokens]);
    await ask(client, 'contact',
      `insert into person_contact (id, person_id, ${OWN_COLUMNS}, phone, postal_code, address, search_tokens) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [randomUUID(), id, ...OWN, now, body.phone, body.postalCode, body.address, contactTokens(body.phone)]);
    await ask(client, 'token',
      `insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
       select $2, t, $1, $3, case when t like 'p:%' then 'contact' else 'basic' end, $5, 'infinity' from unnest($4::text[]) t`,
      [id, place.office, place.organisation, [...tokens, ...contactTokens(body.phone)], now]);
    await ask(client, 'status', `insert into welfare_status (id, person_id, ${OWN_COLUMNS}, status, valid_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [randomUUID(), id, ...OWN, now, body.welfareStatus, body.openedOn]);
    await ask(client, 'case',
      `insert into support_case (id, person_id, ${OWN_COLUMNS}, programme, status, opened_on, chief_complaint, worker_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $6)`,
      [caseId, id, ...OWN, now, body.programme, body.openedOn, body.chiefComplaint]);
    return { id, caseId, number };
  });
}

async function consult(personId, body) {
  const id = randomUUID();
  const added = await ask(pool, 'consult',
    `insert into consultation (id, person_id, ${OWN_COLUMNS}, case_id, occurred_on, mode, attended, content)
     select $1, $2, $3, $4, $5, $6, $7, s.id, $9, $10, $11, $12 from support_case s where s.id = $8 and s.person_id = $2 returning id`,
    [id, personId, ...OWN, new Date(), body.caseId, body.occurredOn, body.mode, body.attended, body.content]);
  if (added.length === 0) throw new Error('no such case');
  return { id, version: 1, appointmentId: null };
}

async function openClient(id) {
  const [row] = await ask(pool, 'client',
    `select p.id, p.number, p.version, p.merged_into is not null as merged, o.name as "holderName", p.source_office_id = $2 as "ownOffice",
       json_build_object('id', b.id, 'version', b.version, 'sourceOrganisationId', b.source_organisation_id, 'own', true, 'familyName', b.family_name, 'givenName', b.given_name, 'familyKana', b.family_kana, 'givenKana', b.given_kana, 'birthDate', b.birth_date, 'sex', b.sex) as basic,
       json_build_object('id', k.id, 'version', k.version, 'own', true, 'postalCode', k.postal_code, 'address', k.address, 'phone', k.phone, 'contactNote', k.contact_note) as contact,
       case when h.id is not null then json_build_object('id', h.id, 'version', h.version, 'own', true, 'conditionNote', h.condition_note, 'obstacleNote', h.obstacle_note) end as health,
       case when w.id is not null then json_build_object('id', w.id, 'version', w.version, 'own', true, 'historyNote', w.history_note, 'licenceNote', w.licence_note, 'wishNote', w.wish_note) end as "workHistory",
       json_build_object('id', s.id, 'status', s.status, 'programme', s.programme, 'openedOn', s.opened_on, 'workerName', f.name, 'chiefComplaint', s.chief_complaint, 'version', s.version) as case
     from person p join organisation o on o.id = p.source_organisation_id
     join person_basic b on b.person_id = p.id and b.source_organisation_id = $3
     left join person_contact k on k.person_id = p.id and k.source_organisation_id = $3
     left join person_health h on h.person_id = p.id and h.source_organisation_id = $3
     left join person_work_history w on w.person_id = p.id and w.source_organisation_id = $3
     join support_case s on s.person_id = p.id join staff f on f.id = s.worker_id where p.id = $1`,
    [id, place.office, place.organisation]);
  if (!row) throw new Error('no such person');
  const statuses = await ask(pool, 'statuses', `select status, valid_from as "validFrom", nullif(valid_until, 'infinity') as "validUntil" from welfare_status where person_id = $1 order by valid_from desc`, [id]);
  const members = await ask(pool, 'household',
    `select h.case_number as "caseNumber", h.household_type as "householdType", m.relation as own, d.name as "districtWorkerName", o.person_id as "personId", o.relation, b.family_name || '　' || b.given_name as name
     from household_member m join household h on h.id = m.household_id left join staff d on d.id = h.district_worker_id
     join household_member o on o.household_id = h.id and o.left_on > $2 join person_basic b on b.person_id = o.person_id and b.source_organisation_id = $3
     where m.person_id = $1 and m.left_on > $2`,
    [id, place.today, place.organisation]);
  const [first] = members;
  const household = first
    ? { caseNumber: first.caseNumber, type: first.type, relation: first.own, districtWorkerName: first.districtWorkerName, members: members.map(({ personId, relation, name }) => ({ personId, relation, name })) }
    : null;
  return { ...row, closedGroups: [], statuses, household };
}

async function queue() {
  const items = await ask(pool, 'queue',
    `select f.id, f.kind, f.due_on as "dueOn", f.person_id as "personId", f.assignee_id as "assigneeId", s.name as "assigneeName", f.waiting, f.subject_id as "subjectId", f.milestone, f.version,
       case when f.due_on < $2 then 'overdue' when f.due_on = $2 then 'today' when f.due_on < $2::date + 7 then 'week' else 'later' end as state,
       p.number, b.family_name || '　' || b.given_name as "personName", b.family_kana || '　' || b.given_kana as "personKana", b.birth_date as "birthDate", f.kind = 'task' as "mayFinish", true as "mayPostpone"
     from follow_up f join person p on p.id = f.person_id join person_basic b on b.person_id = p.id and b.source_organisation_id = p.source_organisation_id left join staff s on s.id = f.assignee_id
     where f.office_id = $1 and f.status = 'open' and not f.waiting order by f.due_on, f.id limit 51`,
    [place.office, place.today]);
  const [counts] = await ask(pool, 'counts',
    `select count(*) filter (where not waiting and assignee_id = $2) as mine, count(*) filter (where not waiting) as office, count(*) filter (where waiting) as waiting,
       count(*) filter (where not waiting and due_on < $3 and (assignee_id = $2 or assignee_id is null)) as overdue,
       count(*) filter (where not waiting and due_on = $3 and (assignee_id = $2 or assignee_id is null)) as today,
       count(*) filter (where not waiting and assignee_id = $2 and assigned_at > $3::date - 3) as fresh
     from follow_up where office_id = $1 and status = 'open'`,
    [place.office, place.staff, place.today]);
  const last = items[49];
  const nextCursor = items.length > 50 && last ? Buffer.from(`${last.dueOn} ${last.id}`).toString('base64url') : null;
  return { items: items.slice(0, 50), nextCursor, counts };
}

/** Everybody of the office who bears every token, looked for from the rarest one, with the names and the newest case. */
const SEARCH = `with rarest as materialized (
    select w.token from unnest($3::text[]) as w(token)
    order by (select count(*) from (select from search_token s where s.grantee_office_id = $1 and s.token = w.token limit 50) few) limit 1),
  found as materialized (
    select distinct t.person_id as id from search_token t
    where t.grantee_office_id = $1 and t.token = (select r.token from rarest r) and t.valid_until > $4
      and array(select s.token from search_token s where s.grantee_office_id = $1 and s.person_id = t.person_id and s.token = any ($3) and s.valid_until > $4) @> $3
    order by t.person_id limit 51)
  select p.id, p.number, b.family_name as "familyName", b.given_name as "givenName", b.family_kana as "familyKana", b.given_kana as "givenKana", b.birth_date as "birthDate", c."workerName", c."caseStatus"
  from found join person p on p.id = found.id join person_basic b on b.person_id = p.id and b.source_organisation_id = $2
  left join lateral (select w.name as "workerName", s.status as "caseStatus" from support_case s join staff w on w.id = s.worker_id where s.person_id = p.id order by s.opened_on desc limit 1) c on true`;

async function search({ text }) {
  const found = await ask(pool, 'search', SEARCH, [place.office, place.organisation, understand(text, place.today).tokens, place.now]);
  const reading = ({ familyKana, givenKana }) => familyKana + givenKana;
  const hits = found.slice(0, 50).sort((one, other) => reading(one).localeCompare(reading(other), 'ja'));
  return { hits, more: found.length > 50 };
}

/** What the own organisation wrote about a person, and what others wrote while a consent to show it is in force. */
async function records(personId) {
  const lines = await ask(pool, 'records',
    `select c.id, c.case_id as "caseId", c.occurred_on as "occurredOn", c.mode, c.attended, c.absence_reason as "absenceReason", c.content, c.corrects_id as "correctsId",
       w.name as "authorName", o.name as "officeName", c.source_organisation_id = $2 as own, c.entered_at as "enteredAt",
       case when a.id is not null then json_build_object('id', a.id, 'plannedOn', a.planned_on, 'plannedTime', to_char(a.planned_time, 'HH24:MI'), 'place', a.place, 'status', a.status, 'staffName', s.name, 'own', a.source_organisation_id = $2, 'version', a.version) end as "nextAppointment"
     from consultation c join staff w on w.id = c.written_by join office o on o.id = c.source_office_id
     left join appointment a on a.person_id = c.person_id and a.consultation_id = c.id left join staff s on s.id = a.staff_id
     where c.person_id = $1 and (c.source_organisation_id = $2 or exists (
       select from consent k join consent_scope i on i.consent_id = k.id
       where k.person_id = $1 and k.recipient_organisation_id = c.source_organisation_id and k.valid_until_at > $3 and k.withdrawn_at is null and i.direction = 'from_recipient' and i.item_group = 'consultation' and i.purpose = 'support'))
     order by c.occurred_on desc, c.entered_at desc, c.id`,
    [personId, place.organisation, place.now]);
  const correctedBy = new Map(lines.map((line) => [line.correctsId, line.id]));
  return { items: lines.map((line) => ({ ...line, correctedById: correctedBy.get(line.id) ?? null })) };
}

const COUNT = {
  referral_sent: `select to_char(sent_on, 'YYYY-MM') as month, count(distinct person_id) as n from referral_sending where municipality_id = $1 and sent_on >= $2 and sent_on < $3 group by 1`,
  placement: `select to_char(hired_on, 'YYYY-MM') as month, count(*) as n from placement where status = 'confirmed' and municipality_id = $1 and hired_on >= $2 and hired_on < $3 group by 1`,
};

async function figures(planId) {
  const [plan] = await ask(pool, 'plan', 'select p.fiscal_year, p.document, a.municipality_id from annual_plan p join agreement a on a.id = p.agreement_id where p.id = $1', [planId]);
  const lines = await ask(pool, 'lines', 'select line_key, part, fact, basis, date_basis, routes, version from annual_plan_line where plan_id = $1 order by line_key, part', [planId]);
  const reported = await ask(pool, 'reported', `select line_key, part, sum(amount)::integer as amount, max(month) as until from reported_figure where plan_id = $1 group by 1, 2`, [planId]);
  const months = Array.from({ length: 12 }, (_, index) => `${plan.fiscal_year + (index > 8 ? 1 : 0)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}`);
  const shown = [];
  for (const line of lines) {
    // This year and the one before in one question.
    const both = await ask(pool, `count ${line.fact}`, COUNT[line.fact], [plan.municipality_id, `${plan.fiscal_year - 1}-04-01`, `${plan.fiscal_year + 1}-04-01`]);
    const now = both.filter(({ month }) => month >= `${plan.fiscal_year}-04`);
    const before = both.filter(({ month }) => month < `${plan.fiscal_year}-04`);
    const total = (rows) => rows.reduce((sum, row) => sum + row.n, 0);
    const own = reported.find((one) => one.line_key === line.line_key && one.part === line.part);
    const target = plan.document.sections.flatMap((section) => section.lines).find((one) => one.key === line.line_key)?.target.value.amounts[line.part] ?? null;
    shown.push({
      lineKey: line.line_key, part: line.part, label: '就職件数', unit: '件', basis: line.basis, dateBasis: line.date_basis, routes: line.routes, filters: [], fact: line.fact, version: line.version,
      computed: total(now), persons: total(now), allRoutes: total(now), target, rate: target ? Math.round((1_000 * total(now)) / target) / 10 : null,
      samePeriodLastYear: total(before),
      months: months.map((month) => ({ month, actual: month <= place.today.slice(0, 7) ? (now.find((row) => row.month === month)?.n ?? 0) : null })),
      reported: own?.amount ?? null, reportedUntil: own?.until ?? null,
    });
  }
  return { figures: shown };
}

function answer(request, body) {
  const [, , room, id, rest] = request.url.split(/[/?]/);
  if (request.method === 'POST') return id === 'search' ? search(body) : rest === 'consultations' ? consult(id, body) : register(body);
  if (room === 'clients') return rest === 'consultations' ? records(id) : openClient(id);
  return room === 'annual-plans' ? figures(id) : queue();
}

const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    if (pool.waitingCount >= MOST_WAITING) return send(response, 503, { error: 'busy' });
    const body = pieces.length === 0 ? undefined : JSON.parse(Buffer.concat(pieces).toString('utf8'));
    answer(request, body).then(
      (value) => send(response, request.method === 'POST' ? 201 : 200, value),
      (error) => send(response, 500, { error: error.message }),
    );
  });
});

function send(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
}

server.listen(place.port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
