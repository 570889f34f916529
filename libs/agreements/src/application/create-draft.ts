import { conflict, type DomainError, newId, notFound } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import type { AgreementKind } from '../domain/agreement-kinds';
import type { PlanFile } from '../domain/documents';
import { yearsOf } from '../domain/plan';
import { PlanRepository } from '../persistence/plan.repository';
import { AgreementRow } from '../persistence/plan.rows';
import { planOf } from './read-plan-body';

export interface CreateDraftCommand {
  /** The agreement that it belongs to; without it the plan brings its own. */
  readonly agreementId?: string | undefined;
  readonly kind: AgreementKind;
  /** A plan file, unread. */
  readonly plan: unknown;
}

/** A plan begins as a draft: typed, or read from a file. */
@Injectable()
export class CreateDraft {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, { agreementId, kind, plan }: CreateDraftCommand): Promise<{ readonly id: string }> {
    const content = planOf(plan);
    return this.transactions.run(ctx, (tx) => this.within(tx, content, kind, agreementId));
  }

  async within(tx: Tx, content: PlanFile, kind: AgreementKind, agreementId?: string): Promise<{ readonly id: string }> {
    const agreement = agreementId === undefined ? await this.newAgreement(tx, kind, content.agreement.name) : await this.ownAgreement(tx, agreementId);
    const [year] = yearsOf(content);
    if (year !== undefined && (await this.plans.ofYear(tx, agreement, year, true))) throw draftExists();
    const id = await this.plans.add(tx, { agreementId: agreement, content });
    await this.audit.record(tx, { action: 'agreements.create-draft', subjects: [], detail: { planId: id, agreementId: agreement } });
    return { id };
  }

  /** Of the planner's own city; an office of no city (bureau, prefecture) begins one of none. */
  private async newAgreement(tx: Tx, kind: AgreementKind, name: string): Promise<string> {
    const { municipalityId } = tx.actor;
    const [held] = await tx.query<{ id: string }>(
      'select a.id from agreement a where a.name = $1 and a.municipality_id is not distinct from $2',
      [name, municipalityId],
    );
    if (held) return held.id;
    const id = newId<'Agreement'>();
    await tx.insert(AgreementRow, { id, municipalityId, kind, name });
    return id;
  }

  private async ownAgreement(tx: Tx, id: string): Promise<string> {
    const [held] = await tx.query<{ id: string; own: boolean }>('select a.id, actor_plans_for(a.id) as own from agreement a where a.id = $1', [id]);
    if (held?.own !== true) throw notFound();
    return held.id;
  }
}

export const draftExists = (): DomainError => conflict('draft_exists', 'この協定には、同じ年度の案がすでにあります。その案を開いて続けてください。');
