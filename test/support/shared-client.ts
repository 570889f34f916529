import { randomUUID } from 'node:crypto';
import { CITY, MUNICIPALITY, OFFICES, staffId } from '../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from './api-session';
import type { TestApp } from './app';

export interface TestClient {
  readonly id: string;
  readonly caseId: string;
}

const ALL = ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement'] as const;
const STANDARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001';
let people = 0;

/** The body of an answer, as the test knows it. */
export function bodyOf<T>(answer: ApiAnswer): T {
  return answer.body as unknown as T;
}

/** A new client of the welfare office, with a name of its own. */
export async function registerClient(city: ApiSession): Promise<TestClient> {
  people += 1;
  const kana = [...String(people)].map((digit) => 'アイウエオカキクケコ'.charAt(Number(digit))).join('');
  const answer = await city.post('/clients', {
    familyName: '試験',
    givenName: `第${people}`,
    familyKana: `シケン${kana}`,
    givenKana: 'ダイ',
    birthDate: `19${60 + (people % 40)}-05-${String((people % 28) + 1).padStart(2, '0')}`,
    sex: 'unanswered',
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: '仕事を探している',
    openedOn: '2026-11-02',
    duplicatesSeen: [],
  });
  if (answer.status !== 201) throw new Error(`Registration answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return bodyOf<TestClient>(answer);
}

export interface Sharing {
  readonly consentId: string;
  readonly referralId: string;
  /** Ends the sharing at the moment of the test's clock. */
  readonly withdraw: () => Promise<void>;
}

/**
 * Puts a consent and an accepted 支援要請 to Hello Work on record, behind the curtain: the rooms under test come after
 * both. `fromHelloWork` are the groups that the city may read of Hello Work's records.
 */
export async function shareWithHelloWork(t: TestApp, client: TestClient, fromHelloWork: readonly string[] = ALL): Promise<Sharing> {
  const consentId = randomUUID();
  const referralId = randomUUID();
  const now = t.clock.now().toISOString();
  await behindTheCurtain(t, async () => {
    await t.owner.query(
      `insert into consent (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at,
         recipient_office_id, form_id, given_on, method, valid_from_at, valid_until_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-11-02', 'written', '2026-11-01T15:00:00Z', '2027-11-01T15:00:00Z')`,
      [consentId, client.id, MUNICIPALITY.id, OFFICES.welfare.id, CITY.id, staffId('cw1'), now, OFFICES.helloWork.id, STANDARD_FORM],
    );
    await t.owner.query(
      `insert into consent_scope (consent_id, direction, item_group, purpose)
       select $1::uuid, 'to_recipient', g, p from unnest($2::text[]) g, unnest(array['support', 'report']) p
       union all select $1::uuid, 'from_recipient', g, p from unnest($3::text[]) g, unnest(array['support', 'report']) p`,
      [consentId, [...ALL], [...fromHelloWork]],
    );
    await t.owner.query(
      `insert into referral (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at,
         case_id, recipient_office_id, status)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'accepted')`,
      [
        referralId,
        client.id,
        MUNICIPALITY.id,
        OFFICES.welfare.id,
        CITY.id,
        staffId('cw1'),
        now,
        client.caseId,
        OFFICES.helloWork.id,
      ],
    );
    await t.owner.query(
      `insert into referral_sending (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, referral_id,
         recipient_office_id, decided_by, document_number, sent_on, sent_at, reply_due_on, reply, replied_on)
       select gen_random_uuid(), r.person_id, r.municipality_id, r.source_office_id, r.source_organisation_id, r.written_by, r.entered_at, r.id,
         r.recipient_office_id, r.written_by, $2, '2026-11-04', '2026-11-04T01:00:00Z', '2026-11-11', 'accepted', '2026-11-05' from referral r where r.id = $1`,
      [referralId, `試験 ${referralId.slice(0, 8)}`],
    );
    await t.owner.query('update referral r set sending_id = s.id from referral_sending s where s.referral_id = r.id and r.id = $1', [referralId]);
    await t.owner.query('select access_sync_consents($1)', [client.id]);
  });
  return {
    consentId,
    referralId,
    withdraw: () =>
      behindTheCurtain(t, async () => {
        await t.owner.query("update consent set withdrawn_on = '2026-11-20', withdrawn_at = app_now() where id = $1", [consentId]);
        await t.owner.query("update referral_sending set sharing_ended_at = app_now(), sharing_end = 'withdrawn' where referral_id = $1", [referralId]);
        await t.owner.query('select access_sync_consents($1)', [client.id]);
      }),
  };
}

async function behindTheCurtain(t: TestApp, work: () => Promise<void>): Promise<void> {
  await t.owner.query('begin');
  await t.owner.query("select set_config('app.now', $1, true)", [t.clock.now().toISOString()]);
  try {
    await work();
    await t.owner.query('commit');
  } catch (error) {
    await t.owner.query('rollback');
    throw error;
  }
}

interface DueRow {
  readonly office: string;
  readonly milestone: string;
  readonly dueOn: string;
  readonly status: string;
  readonly assignee: string | null;
}

interface AuditRow {
  readonly staff: string;
  readonly purpose: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Due items of a record, straight from the table. */
export async function dueItems(
  t: TestApp,
  kind: string,
  subjectId: string,
): Promise<readonly DueRow[]> {
  const { rows } = await t.owner.query<DueRow>(
    `select f.office_id as office, f.milestone, f.due_on::text as "dueOn", f.status, f.assignee_id as assignee
     from follow_up f where f.kind = $1 and f.subject_id = $2 order by f.due_on, f.milestone`,
    [kind, subjectId],
  );
  return rows;
}

/** Who did this to or with a person, and for what: straight from the audit. */
export async function auditOf(t: TestApp, personId: string, action: string): Promise<readonly AuditRow[]> {
  const { rows } = await t.owner.query<AuditRow>(
    'select staff_id as staff, purpose, detail from audit_event where $1 = any(subjects) and action = $2 order by at',
    [personId, action],
  );
  return rows;
}
