import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { Acknowledged } from './driver';
import type { Walked } from './walks';

export interface Told {
  readonly walks: readonly Walked[];
  readonly ledger: readonly Acknowledged[];
  /** Asked for when everything else was done: its rows are known. */
  readonly lastExportId: string;
}

const BOM_AND_HEADING = 1;

/**
 * Compares what the application said with what the database holds, as its owner: nothing acknowledged is missing, no
 * effect is there twice, no message was dropped or handled twice. Needs a transaction with `app.now` set.
 * @returns what is wrong, in words; nothing when all is well.
 */
export async function problems(owner: Client, told: Told): Promise<readonly string[]> {
  return [
    ...(await records(owner, told.walks)),
    ...(await totals(owner, told)),
    ...(await commands(owner, told.ledger)),
    ...(await exportsOf(owner, told)),
    ...(await messages(owner)),
    ...(await access(owner)),
  ];
}

interface Expectation {
  readonly what: string;
  readonly sql: string;
  readonly expected: number;
}

/** What one walk leaves behind, exactly; `w` is the walk. */
const EACH_WALK: readonly Expectation[] = [
  { what: 'person by name', expected: 1, sql: `person_basic b join person p on p.id = b.person_id where b.family_name = w.marker and b.source_organisation_id = p.source_organisation_id and p.id = w."personId"` },
  { what: 'any person of that name held by the city', expected: 1, sql: `person_basic b join person p on p.id = b.person_id where b.family_name = w.marker and b.source_organisation_id = p.source_organisation_id` },
  { what: 'name held by Hello Work', expected: 1, sql: `person_basic b join person p on p.id = b.person_id where b.person_id = w."personId" and b.source_organisation_id <> p.source_organisation_id` },
  { what: 'contact', expected: 1, sql: `person_contact c where c.person_id = w."personId"` },
  { what: 'welfare status', expected: 1, sql: `welfare_status s where s.person_id = w."personId"` },
  { what: 'case in retention', expected: 1, sql: `support_case s where s.person_id = w."personId" and s.id = w."caseId" and s.status = 'retention' and s.chief_complaint = w.marker` },
  { what: 'case', expected: 1, sql: `support_case s where s.person_id = w."personId"` },
  { what: 'consent', expected: 1, sql: `consent c where c.person_id = w."personId" and c.id = w."consentId" and c.withdrawn_at is null` },
  { what: 'referral', expected: 1, sql: `referral r where r.person_id = w."personId" and r.id = w."referralId" and r.status = 'accepted' and r.version = 5` },
  { what: 'referral of that person', expected: 1, sql: `referral r where r.person_id = w."personId"` },
  { what: 'packet', expected: 1, sql: `referral_part p where p.referral_id = w."referralId" and p.body = w.marker and p.sending_id is not null` },
  { what: 'moves of the referral', expected: 5, sql: `referral_step s where s.referral_id = w."referralId"` },
  { what: 'consultation', expected: 1, sql: `consultation c where c.content = w.marker and c.id = w."consultationId"` },
  { what: 'consultation with that content', expected: 1, sql: `consultation c where c.content = w.marker` },
  { what: 'appointment', expected: 1, sql: `appointment a where a.person_id = w."personId" and a.id = w."appointmentId" and a.status = 'planned'` },
  { what: 'registration', expected: 1, sql: `job_seeker_registration j where j.person_id = w."personId" and j.id = w."registrationId"` },
  { what: 'introduction', expected: 1, sql: `job_introduction j where j.person_id = w."personId" and j.id = w."introductionId" and j.result = 'hired'` },
  { what: 'placement', expected: 1, sql: `placement p where p.introduction_id = w."introductionId" and p.id = w."placementId" and p.status = 'confirmed' and p.version = 2` },
  { what: 'placement of that person', expected: 1, sql: `placement p where p.person_id = w."personId"` },
  { what: 'retention checks', expected: 4, sql: `retention_check r where r.placement_id = w."placementId"` },
  { what: 'due retention checks', expected: 4, sql: `follow_up f where f.kind = 'retention_check' and f.subject_id = w."placementId" and f.status = 'open'` },
  { what: 'due appointment', expected: 1, sql: `follow_up f where f.kind = 'appointment' and f.subject_id = w."appointmentId" and f.status = 'open'` },
  { what: 'settled replies', expected: 2, sql: `follow_up f where f.kind = 'referral_reply' and f.subject_id = w."referralId" and f.status = 'done'` },
  { what: 'settled decision', expected: 1, sql: `follow_up f where f.kind = 'referral_decide' and f.subject_id = w."referralId" and f.status = 'done'` },
  { what: 'income report', expected: 1, sql: `follow_up f where f.kind = 'income_report' and f.subject_id = w."placementId" and f.status = 'open'` },
  { what: 'reminder of the appointment', expected: 1, sql: `reminder r join follow_up f on f.id = r.follow_up_id where f.subject_id = w."appointmentId"` },
];

async function records(owner: Client, walks: readonly Walked[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { what, sql, expected } of EACH_WALK) {
    const { rows } = await owner.query<{ marker: string; n: number }>(
      `select * from (select w.marker, (select count(*)::integer from ${sql}) as n
         from jsonb_to_recordset($1::jsonb) as w(marker text, "personId" uuid, "caseId" uuid, "consentId" uuid, "referralId" uuid, "consultationId" uuid,
           "appointmentId" uuid, "registrationId" uuid, "introductionId" uuid, "placementId" uuid)) x where n <> $2`,
      [JSON.stringify(walks), expected],
    );
    found.push(...rows.map((row) => `${row.marker}: ${what} ${row.n}× instead of ${expected}×`));
  }
  return found;
}

/** Nothing is there that nobody was told of. */
async function totals(owner: Client, { walks, ledger }: Told): Promise<readonly string[]> {
  const found: string[] = [];
  const exported = ledger.filter((one) => one.action === 'exports.request').length;
  for (const table of ['person', 'consent', 'referral', 'consultation', 'appointment', 'job_introduction', 'placement', 'export_file'] as const) {
    const expected = table === 'export_file' ? exported : walks.length;
    const { rows } = await owner.query<{ n: number }>(`select count(*)::integer as n from ${table}`);
    if (rows[0]?.n !== expected) found.push(`${table}: ${rows[0]?.n} rows instead of ${expected}`);
  }
  return found;
}

/** Each command's answer is kept under its key, and it stands in the audit exactly once. */
async function commands(owner: Client, ledger: readonly Acknowledged[]): Promise<readonly string[]> {
  const found: string[] = [];
  const kept = await owner.query<{ key: string; response: Record<string, unknown> | null }>('select key, response from idempotency_key');
  const responseOf = new Map(kept.rows.map((row) => [row.key, row.response]));
  for (const { key, action, answer } of ledger) {
    const response = responseOf.get(key);
    const same = response != null && Object.entries(answer).every(([name, value]) => JSON.stringify(response[name]) === JSON.stringify(value));
    if (!same) found.push(`${action} ${key}: the kept answer is ${JSON.stringify(response)} instead of ${JSON.stringify(answer)}`);
  }
  if (kept.rows.length !== ledger.length) found.push(`${kept.rows.length} keys are kept, ${ledger.length} commands were acknowledged`);

  const audited = await owner.query<{ action: string; subject: string; n: number }>(
    `select action, coalesce(subjects[1]::text, detail ->> 'exportId') as subject, count(*)::integer as n
     from audit_event where action = any($1) group by 1, 2`,
    [[...new Set(ledger.map((one) => one.action))]],
  );
  const timesOf = new Map(audited.rows.map((row) => [`${row.action} ${row.subject}`, row.n]));
  for (const { action, subject } of ledger) {
    const n = timesOf.get(`${action} ${subject}`) ?? 0;
    if (n !== 1) found.push(`${action} of ${subject}: in the audit ${n}× instead of once`);
  }
  return found;
}

/** Every file was written once and whole. */
async function exportsOf(owner: Client, { walks, ledger, lastExportId }: Told): Promise<readonly string[]> {
  const found: string[] = [];
  const { rows } = await owner.query<{ id: string; status: string; rows: number; sha256: string | null; bytes: number; written: number; chunks: Buffer | null }>(
    `select f.id, f.status, f.rows_done as rows, f.sha256, f.bytes::integer as bytes,
       (select count(*)::integer from audit_event e where e.action = 'exports.write' and e.detail ->> 'exportId' = f.id::text) as written,
       (select string_agg(c.bytes, ''::bytea order by c.position) from export_chunk c where c.export_id = f.id) as chunks
     from export_file f`,
  );
  const fileOf = new Map(rows.map((row) => [row.id, row]));
  for (const { subject } of ledger.filter((one) => one.action === 'exports.request')) {
    const file = fileOf.get(subject);
    const bytes = file?.chunks ?? Buffer.alloc(0);
    const lines = bytes.toString('utf8').trimEnd().split('\r\n').length - BOM_AND_HEADING;
    if (file?.status !== 'done') found.push(`export ${subject}: ${file?.status ?? 'missing'}`);
    else if (file.written !== 1) found.push(`export ${subject}: written ${file.written}× instead of once`);
    else if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) found.push(`export ${subject}: the hash is that of another file`);
    else if (bytes.length !== file.bytes || lines !== file.rows) found.push(`export ${subject}: ${lines} lines, ${file.rows} told`);
    // A referral and a placement each.
    else if (subject === lastExportId && file.rows !== 2 * walks.length) found.push(`export ${subject}: ${file.rows} rows instead of ${2 * walks.length}`);
  }
  return found;
}

/** The outbox is empty, and each message that asks for a reminder was taken exactly once. */
async function messages(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ waiting: number; asked: number; taken: number; doubled: number }>(
    `select (select count(*)::integer from outbox) as waiting,
       (select count(*)::integer from audit_event where action = 'referrals.decide')
         + (select coalesce(sum((detail ->> 'claimed')::integer), 0)::integer from audit_event where action = 'follow-ups.sweep') as asked,
       (select count(*)::integer from inbox where handler = 'follow-ups.remind') as taken,
       (select count(*)::integer from (select 1 from reminder group by follow_up_id, remind_on having count(*) > 1) x) as doubled`,
  );
  const { waiting, asked, taken, doubled } = rows[0] ?? { waiting: -1, asked: -1, taken: -1, doubled: -1 };
  return [
    ...(waiting === 0 ? [] : [`outbox: ${waiting} messages are left`]),
    ...(asked === taken ? [] : [`inbox: ${taken} reminders were handled, ${asked} were asked for`]),
    ...(doubled === 0 ? [] : [`reminder: ${doubled} came twice`]),
  ];
}

/** Reasons, masks and what persons are found by have not drifted apart. */
async function access(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string; n: string }>('select * from (select p.id, access_differences(p.id) + token_differences(p.id) as n from person p) x where n <> 0');
  return rows.map((row) => `access of ${row.id}: ${row.n} masks or tokens differ from what they follow from`);
}
