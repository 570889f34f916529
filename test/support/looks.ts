import type { ApiAnswer } from './api-session';
import type { TestApp } from './app';

/** The body of an answer, as the test knows it. */
export function bodyOf<T>(answer: ApiAnswer): T {
  return answer.body as unknown as T;
}

/** The body of an answer that must have succeeded. */
export async function ok<T>(answer: Promise<ApiAnswer>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body as unknown as T;
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
