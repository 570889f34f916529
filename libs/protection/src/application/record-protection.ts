import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { conflict, newId, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { startProtection } from '../domain/protection';
import { PROTECTION_ENTRY } from '../domain/records';
import { ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionRow } from '../persistence/protection.rows';
import { ExpiryNotice } from './expiry-notice';
import { Lapse } from './lapse';
import { LocalMarkNotice } from './local-mark-notice';

export interface RecordProtectionCommand extends Readonly<TypedOf<typeof PROTECTION_ENTRY>> {
  readonly personId: string;
  /** 併せて支援を求める者: protected alike, by records of their own. */
  readonly companions: readonly string[];
}

/** From this moment on nobody but the own office reads where these persons can be found. */
@Injectable()
export class RecordProtection {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly repository: ProtectionRepository,
    private readonly lapse: Lapse,
    private readonly notice: ExpiryNotice,
    private readonly told: LocalMarkNotice,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordProtectionCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      await this.clients.requireVisible(tx, command.personId);
      const facts = startProtection(command, tx.today);
      const id = await this.protect(tx, command.personId, facts, null);
      for (const companion of new Set(command.companions)) {
        if (companion !== command.personId) await this.protect(tx, companion, facts, id);
      }
      return { id, version: 1 };
    });
  }

  private async protect(tx: Tx, personId: string, facts: ReturnType<typeof startProtection>, leadId: string | null): Promise<string> {
    const provenance = await this.clients.beginWriting(tx, personId);
    const held = await this.repository.ofPerson(tx, personId);
    if (held.some((one) => one.ownOrganisation && one.endedAt === null)) throw conflict('already_protected', 'この人の措置は、この機関ですでに登録されています。');
    const id = newId<'Protection'>();
    const lapsesAt = facts.kind === 'local' ? await this.lapse.at(tx) : null;
    await tx.insert(ProtectionRow, {
      id,
      ...provenance,
      ...facts,
      leadId,
      startedAt: tx.now,
      endAskedBy: null,
      endAskedAt: null,
      endReason: null,
      endedBy: null,
      endedAt: null,
      lapsesAt,
      prolongAskedBy: null,
      prolongAskedAt: null,
      prolongReason: null,
      answeredOn: null,
      answeredBy: null,
    });
    const measure = { id, personId, municipalityId: provenance.municipalityId, version: 1 };
    await this.notice.open(tx, { ...measure, expiresOn: facts.expiresOn, lapsesAt });
    if (facts.kind === 'local') await this.told.open(tx, { ...measure, dangerAtRegistrar: facts.dangerAtRegistrar === true });
    await this.audit.record(tx, { action: 'protection.record', subjects: [personId], detail: { protectionId: id, kind: facts.kind }, values: [changeOf(personId, null, recorded(PROTECTION_ENTRY, facts))] });
    return id;
  }
}
