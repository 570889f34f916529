import { Injectable } from '@nestjs/common';
import { AccessFacade, type ItemGroup, scope } from '@madoguchi/access';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { compareDates, conflict, type Fields, invalidField, type IsoDate, newId, type PersonId, type RecordOf, some, stale, storedOf, type Typed, type TypedOf } from '@madoguchi/kernel';
import { columnsOf, type Ctx, type PersonRow, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { contactTokens } from '../domain/client';
import { HELD, type HeldName, WELFARE_STATUS } from '../domain/records';
import { ClientPageRepository } from '../persistence/client-page.repository';
import { HELD_ROWS, WelfareStatusRow } from '../persistence/client.rows';
import { ClientsFacade } from './clients.facade';

export interface Saved {
  readonly id: string;
  readonly version: number;
}

const CHANGED = some(WELFARE_STATUS, ['status', 'validFrom']);

/** Changes of what the acting organisation itself holds of a person; another holder's records are never edited. */
@Injectable()
export class EditClient {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly access: AccessFacade,
    private readonly page: ClientPageRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  /** The first edit adds the record. */
  async held<N extends HeldName>(ctx: Ctx, name: N, personId: string, version: number, typed: TypedOf<(typeof HELD)[N]>): Promise<Saved> {
    const derived = name === 'contact' ? { searchTokens: contactTokens((typed as TypedOf<typeof HELD.contact>).phone) } : {};
    return this.hold(ctx, HELD[name], HELD_ROWS[name], personId, version, typed, derived);
  }

  /** A change of 対象区分 ends the present one on the day before and never opens a new case. */
  async welfareStatus(ctx: Ctx, personId: string, status: string, validFrom: IsoDate): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      await this.reference.requireCodes(tx, validFrom, codesOf(WELFARE_STATUS, { status }));
      if (compareDates(validFrom, tx.today) > 0) throw invalidField('validFrom', 'future_date', '変更日は今日までの日付を入力してください。');
      await this.reference.requireCode(tx, 'welfare_status', status, validFrom, 'status', '対象区分');
      const [present] = await tx.query<{ id: string; status: string; validFrom: IsoDate; version: number }>(
        `select t.id, ${columnsOf(WELFARE_STATUS, 't')}, t.version from welfare_status t ${scope('t', 'income')}
         where t.person_id = $1 and t.valid_until = 'infinity' and t.source_organisation_id = (select current_organisation())`,
        [personId],
      );
      if (present?.status === status) throw conflict('same_status', '今の対象区分と同じです。');
      if (present && compareDates(validFrom, present.validFrom) <= 0) {
        throw invalidField('validFrom', 'end_before_start', '変更日は、今の対象区分が始まった日より後の日付を入力してください。');
      }
      if (present) await tx.change(WelfareStatusRow, present.id, present.version, { validUntil: validFrom });
      const id = newId<'WelfareStatus'>();
      await tx.insert(WelfareStatusRow, { id, ...provenance, status, validFrom, validUntil: 'infinity' });
      await this.recordEdit(tx, personId, 'income', present ? recorded(CHANGED, present) : null, recorded(CHANGED, { status, validFrom }));
      return { id, version: 1 };
    });
  }

  /** @param derived columns that follow from what was typed. */
  private async hold(
    ctx: Ctx,
    record: RecordOf<Fields, ItemGroup>,
    row: new () => PersonRow,
    personId: string,
    version: number,
    typed: Typed<Fields>,
    derived: object,
  ): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      await this.access.lock(tx, personId as PersonId);
      const held = await this.page.held(tx, record, personId);
      const stored = storedOf(record, typed);
      if ((held?.own ? held.version : 0) !== version) throw stale(await this.asStored(tx, record, personId, held));
      await this.recordEdit(tx, personId, record.group, held?.own ? recorded(record, held) : null, recorded(record, stored));
      if (held?.own) {
        await tx.change(row, held.id, version, { ...stored, ...derived, writtenBy: provenance.writtenBy, enteredAt: tx.now });
        return { id: held.id, version: version + 1 };
      }
      const id = newId();
      await tx.insert(row, { id, ...provenance, ...stored, ...derived });
      return { id, version: 1 };
    });
  }

  /** What an edit that comes late is shown: the fields of the form and no others. Where a protected person lives stands in no error. */
  private async asStored(tx: Tx, record: RecordOf<Fields, ItemGroup>, personId: string, held: ({ readonly own: boolean } & Saved) | null): Promise<object> {
    if (!held?.own) return { version: 0 };
    const withheld = record.locates && (await this.clients.requireVisible(tx, personId)).protected;
    return { id: held.id, version: held.version, ...(withheld ? {} : recorded(record, held)) };
  }

  private async recordEdit(tx: Tx, personId: string, group: string, before: object | null, after: object): Promise<void> {
    await this.audit.record(tx, { action: 'clients.edit', subjects: [personId], detail: { group }, values: [changeOf(personId, before, after)] });
  }
}
