import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';

/** `looks`: how often another organisation opened the person, from the audit record; the others are what it was given. */
export type DisclosureKind = 'referral' | 'consent' | 'exceptional' | 'release' | 'onward' | 'file' | 'request' | 'looks';

export interface Disclosure {
  readonly kind: DisclosureKind;
  readonly id: string;
  readonly at: Date;
  readonly until: Date | null;
  readonly officeName: string;
  readonly itemGroups: readonly string[];
  /** 個人情報保護法69条: `consent` 2項1号, `law` 1項, `public_body` 2項3号, `clear_benefit` 2項4号; `request` 76条; absent for looks. */
  readonly legalBasis: string | null;
  readonly documentNumber: string | null;
  /** Reason as typed, the office that passed it on, or how many looks. */
  readonly note: string | null;
}

/** The person's disclosure list: who received what of the acting organisation's records, when, on which legal basis. */
@Injectable()
export class ListDisclosures {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<readonly Disclosure[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const rows = await tx.query<Disclosure>(
        `select d.kind, d.subject_id as id, d.at, case when d.until = 'infinity' then null else d.until end as until, d.office_name as "officeName",
           coalesce(d.item_groups, '{}') as "itemGroups", d.legal_basis as "legalBasis", d.document_number as "documentNumber", d.note
         from disclosures_of($1) d`,
        [personId],
      );
      await this.audit.record(tx, { action: 'disclosures.list', subjects: [personId], detail: { found: rows.length } });
      return rows;
    });
  }
}
