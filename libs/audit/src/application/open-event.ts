import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import type { Values } from '../domain/values';
import { AuditTrail } from './audit-trail';
import { SealedValues, type StoredBox } from './sealed-values';

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface OpenedValues {
  /** 受付番号 of the person; absent for the text of a search. */
  readonly number: string | null;
  /** True when the key was destroyed: nothing can be shown any more. */
  readonly destroyed: boolean;
  /** True while a measure (DV等支援措置) is in force for the person: an auditor learns no address either. */
  readonly withheld: boolean;
  readonly fields: readonly FieldChange[];
  readonly text: string | null;
}

export interface OpenedEvent {
  readonly id: string;
  readonly action: string;
  readonly values: readonly OpenedValues[];
}

interface StoredEvent {
  readonly id: string;
  readonly action: string;
  readonly subjects: readonly string[];
  readonly sealed: readonly StoredBox[] | null;
}

/** One event of the own organisation with what was changed or searched for. Opening it is itself recorded. */
@Injectable()
export class OpenEvent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
    private readonly sealedValues: SealedValues,
  ) {}

  async run(ctx: Ctx, eventId: string): Promise<OpenedEvent> {
    return this.transactions.read(ctx, async (tx) => {
      const [event] = await tx.query<StoredEvent>('select e.id, e.action, e.subjects, e.sealed from audit_event e where e.id = $1', [eventId]);
      if (!event) throw notFound();
      const opened = await this.sealedValues.open(tx, event.action, event.sealed ?? []);
      const persons = opened.flatMap((one) => one.personId ?? []);
      const numbers = await this.numbersOf(tx, persons);
      const guarded = await this.guarded(tx, persons);
      await this.audit.record(tx, { action: 'audit.open-event', subjects: persons.length > 0 ? persons : event.subjects, detail: { eventId } });
      return {
        id: event.id,
        action: event.action,
        values: opened.map(({ personId, sealed }) => {
          const withheld = personId !== undefined && guarded.has(personId);
          return {
            number: personId === undefined ? null : (numbers.get(personId) ?? null),
            destroyed: sealed === undefined,
            withheld,
            fields: !withheld && sealed && 'after' in sealed ? changesOf(sealed.before, sealed.after) : [],
            text: !withheld && sealed && 'text' in sealed ? sealed.text : null,
          };
        }),
      };
    });
  }

  private async guarded(tx: Tx, persons: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>('select p.id from persons_protected($1::uuid[]) as p(id)', [persons]);
    return new Set(rows.map((row) => row.id));
  }

  private async numbersOf(tx: Tx, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ personId: string; number: string }>('select * from audit_numbers($1::uuid[])', [persons]);
    return new Map(rows.map((row) => [row.personId, row.number]));
  }
}

function changesOf(before: Values, after: Values): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
