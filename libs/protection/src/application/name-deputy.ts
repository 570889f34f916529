import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { IdentityFacade } from '@madoguchi/identity';
import { addDays, compareDates, invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type Deputy, ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionDeputyRow } from '../persistence/protection.rows';

/** Supervisors name, for a time, who decides in their place; nobody becomes a deputy by being there. */
@Injectable()
export class NameDeputy {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly identity: IdentityFacade,
    private readonly repository: ProtectionRepository,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx): Promise<readonly Deputy[]> {
    return this.transactions.read(ctx, (tx) => this.repository.deputies(tx));
  }

  async run(ctx: Ctx, command: { readonly staffId: string; readonly validFrom: IsoDate; readonly lastDay: IsoDate }): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const { officeId, staffId } = tx.actor;
      await this.identity.requireColleague(tx, command.staffId, 'staffId');
      if (command.staffId === staffId) throw invalidField('staffId', 'same_person', '自分以外の職員を選んでください。');
      if (compareDates(command.lastDay, command.validFrom) < 0 || compareDates(command.lastDay, tx.today) < 0) {
        throw invalidField('lastDay', 'end_before_start', '最後の日は、今日以降で最初の日からの日付を入力してください。');
      }
      const id = newId<'ProtectionDeputy'>();
      await tx.insert(ProtectionDeputyRow, {
        id,
        officeId,
        staffId: command.staffId,
        validFrom: command.validFrom,
        validUntil: addDays(command.lastDay, 1),
        namedBy: staffId,
      });
      await this.audit.record(tx, { action: 'protection.name-deputy', subjects: [], detail: { deputyId: id, staffId: command.staffId } });
      return { id };
    });
  }
}
