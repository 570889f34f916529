import { Injectable } from '@nestjs/common';
import { AccessFacade, scope } from '@madoguchi/access';
import { AuditTrail, changeOf } from '@madoguchi/audit';
import { compareDates, conflict, invalidField, type IsoDate, newId, type PersonId, stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { contactTokens } from '../domain/client';
import { ClientPageRepository } from '../persistence/client-page.repository';
import { PersonContactRow, PersonHealthRow, PersonWorkHistoryRow, WelfareStatusRow } from '../persistence/client.rows';
import { ClientsFacade } from './clients.facade';

export interface Saved {
  readonly id: string;
  readonly version: number;
}

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

  async contact(ctx: Ctx, personId: string, version: number, facts: { phone?: string; postalCode?: string; address?: string; contactNote?: string }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      await this.access.lock(tx, personId as PersonId);
      const held = await this.page.contact(tx, personId);
      const stored = { phone: facts.phone ?? null, postalCode: facts.postalCode ?? null, address: facts.address ?? null, contactNote: facts.contactNote ?? null };
      const values = {
        ...stored,
        searchTokens: contactTokens(facts.phone),
        writtenBy: provenance.writtenBy,
        enteredAt: tx.now,
      };
      await this.recordEdit(tx, personId, 'contact', held?.own ? sameFields(held, stored) : null, stored);
      if (held?.own) {
        // Where a protected person lives stands in no error, not even in the one that shows what is stored now.
        const { protected: withheld } = await this.clients.requireVisible(tx, personId);
        if (withheld && held.version !== version) throw stale({ id: held.id, version: held.version });
        await tx.change(PersonContactRow, held.id, version, values);
        return { id: held.id, version: version + 1 };
      }
      const id = newId<'PersonContact'>();
      await tx.insert(PersonContactRow, { id, ...provenance, ...values });
      return { id, version: 1 };
    });
  }

  async health(ctx: Ctx, personId: string, version: number, facts: { conditionNote: string; obstacleNote: string }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      await this.access.lock(tx, personId as PersonId);
      const held = await this.page.health(tx, personId);
      await this.recordEdit(tx, personId, 'health', held?.own ? sameFields(held, facts) : null, facts);
      if (held?.own) {
        await tx.change(PersonHealthRow, held.id, version, { ...facts, writtenBy: provenance.writtenBy, enteredAt: tx.now });
        return { id: held.id, version: version + 1 };
      }
      const id = newId<'PersonHealth'>();
      await tx.insert(PersonHealthRow, { id, ...provenance, ...facts });
      return { id, version: 1 };
    });
  }

  async workHistory(ctx: Ctx, personId: string, version: number, facts: { historyNote: string; licenceNote: string; wishNote: string }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      await this.access.lock(tx, personId as PersonId);
      const held = await this.page.workHistory(tx, personId);
      await this.recordEdit(tx, personId, 'work_history', held?.own ? sameFields(held, facts) : null, facts);
      if (held?.own) {
        await tx.change(PersonWorkHistoryRow, held.id, version, { ...facts, writtenBy: provenance.writtenBy, enteredAt: tx.now });
        return { id: held.id, version: version + 1 };
      }
      const id = newId<'PersonWorkHistory'>();
      await tx.insert(PersonWorkHistoryRow, { id, ...provenance, ...facts });
      return { id, version: 1 };
    });
  }

  /** A change of 対象区分 ends the present one on the day before and never opens a new case. */
  async welfareStatus(ctx: Ctx, personId: string, status: string, validFrom: IsoDate): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, personId);
      if (compareDates(validFrom, tx.today) > 0) throw invalidField('validFrom', 'future_date', '変更日は今日までの日付を入力してください。');
      await this.reference.requireCode(tx, 'welfare_status', status, validFrom, 'status', '対象区分');
      const [present] = await tx.query<{ id: string; status: string; validFrom: IsoDate; version: number }>(
        `select t.id, t.status, t.valid_from as "validFrom", t.version from welfare_status t ${scope('t', 'income')}
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
      await this.recordEdit(tx, personId, 'income', present ? { welfareStatus: present.status, validFrom: present.validFrom } : null, { welfareStatus: status, validFrom });
      return { id, version: 1 };
    });
  }

  private async recordEdit(tx: Tx, personId: string, group: string, before: object | null, after: object): Promise<void> {
    await this.audit.record(tx, { action: 'clients.edit', subjects: [personId], detail: { group }, values: [changeOf(personId, before, after)] });
  }
}

/** What is held now in the fields of a change. */
function sameFields<T extends object>(held: T, change: Partial<Record<keyof T, unknown>>): object {
  return Object.fromEntries(Object.entries(held).filter(([field]) => field in change));
}
