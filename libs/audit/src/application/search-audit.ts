import { Injectable } from '@nestjs/common';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { AuditTrail } from './audit-trail';

export interface AuditQuestion {
  /** Inclusive calendar dates in Tokyo. */
  readonly from: string;
  readonly until: string;
  readonly staffId?: string | undefined;
  readonly action?: string | undefined;
  /** 受付番号 of a person. */
  readonly number?: string | undefined;
  /** These events only. */
  readonly events?: readonly string[] | undefined;
  /** Behind which event to go on. */
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly staffName: string | null;
  readonly officeName: string | null;
  readonly purpose: string | null;
  readonly action: string;
  readonly persons: number;
  /** 受付番号 of the first persons. */
  readonly numbers: readonly string[];
  readonly requestId: string;
  /** Whether it holds what was changed or searched for. */
  readonly sealed: boolean;
}

const PAGE = 50;
const NUMBERS_SHOWN = 5;

/** 監査: who of the own organisation looked at or changed what. Looking here is itself recorded. */
@Injectable()
export class SearchAudit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, question: AuditQuestion): Promise<{ readonly lines: readonly AuditLine[]; readonly more: boolean }> {
    return this.transactions.read(ctx, async (tx) => {
      const person = question.number === undefined ? undefined : await this.personOf(tx, question.number);
      const found = person === null ? [] : await this.page(tx, question, person);
      const shown = found.slice(0, PAGE);
      const numbers = await this.numbersOf(tx, shown.flatMap((line) => line.subjects.slice(0, NUMBERS_SHOWN)));
      await this.audit.record(tx, {
        action: 'audit.search',
        subjects: person ? [person] : [],
        detail: { from: question.from, until: question.until, found: shown.length },
      });
      return {
        more: found.length > PAGE,
        lines: shown.map(({ subjects, ...line }) => ({
          ...line,
          persons: subjects.length,
          numbers: subjects.slice(0, NUMBERS_SHOWN).flatMap((id) => numbers.get(id) ?? []),
        })),
      };
    });
  }

  /** Everybody who has or had an assignment in the auditor's organisation: what the search offers. */
  async staff(ctx: Ctx): Promise<readonly { readonly id: string; readonly name: string; readonly officeName: string }[]> {
    return this.transactions.read(ctx, (tx) =>
      tx.query(
        `select distinct on (s.id) s.id, s.name, o.name as "officeName" from staff s join assignment a on a.staff_id = s.id join office o on o.id = a.office_id
         where o.organisation_id = (select current_organisation()) order by s.id, a.valid_from desc`,
      ),
    );
  }

  private async personOf(tx: Tx, number: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string | null }>('select audit_person($1) as id', [number]);
    return row?.id ?? null;
  }

  private async numbersOf(tx: Tx, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (persons.length === 0) return new Map();
    const rows = await tx.query<{ personId: string; number: string }>('select * from audit_numbers($1::uuid[])', [[...new Set(persons)]]);
    return new Map(rows.map((row) => [row.personId, row.number]));
  }

  private async page(tx: Tx, question: AuditQuestion, person: string | undefined): Promise<readonly (Omit<AuditLine, 'persons' | 'numbers'> & { readonly subjects: string[] })[]> {
    return tx.query(
      `select e.id, e.at, s.name as "staffName", o.name as "officeName", e.purpose, e.action, e.subjects, e.request_id as "requestId", e.sealed is not null as sealed
       from audit_event e left join staff s on s.id = e.staff_id left join office o on o.id = e.office_id
       where e.at >= ($1::date)::timestamp at time zone 'Asia/Tokyo' and e.at < ($2::date + 1)::timestamp at time zone 'Asia/Tokyo'
         and ($3::uuid is null or e.staff_id = $3) and ($4::text is null or e.action = $4)
         and ($5::uuid is null or exists (select 1 from audit_subject u where u.person_id = $5 and u.event_id = e.id))
         and ($6::timestamptz is null or (e.at, e.id) < ($6::timestamptz, $7::uuid))
         and ($9::uuid[] is null or e.id = any($9))
       order by e.at desc, e.id desc limit $8`,
      [
        question.from,
        question.until,
        question.staffId ?? null,
        question.action ?? null,
        person ?? null,
        question.after?.at ?? null,
        question.after?.id ?? null,
        PAGE + 1,
        question.events ?? null,
      ],
    );
  }
}
