import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';
import { type FiscalYear, fiscalYearRange, monthOf } from '@madoguchi/kernel';
import type { AgreementKind } from '../domain/agreement-kinds';
import { printedPart } from '../domain/plan';
import type { PlanFile } from '../domain/documents';
import { type ReportedPart, reportedPart } from '../domain/reported-part';
import { PlanRepository, type StoredPlan } from '../persistence/plan.repository';
import { ReportedRepository } from '../persistence/reported.repository';
import { AdoptDraft, type AdoptDraftCommand } from './adopt-draft';
import { CopyDocument } from './copy-document';
import { CreateDraft } from './create-draft';
import { DiscardDocument } from './discard-document';
import { OwnPlan } from './own-plan';

/** Plans and what was reported beside them, for later rooms. */
@Injectable()
export class AgreementsFacade {
  constructor(
    private readonly plans: PlanRepository,
    private readonly reports: ReportedRepository,
    private readonly own: OwnPlan,
    private readonly createDraft: CreateDraft,
    private readonly adoptDraft: AdoptDraft,
    private readonly copyDocument: CopyDocument,
    private readonly discardDocument: DiscardDocument,
  ) {}

  plan(tx: Tx, id: string): Promise<StoredPlan> {
    return this.plans.get(tx, id);
  }

  /** @throws DomainError `not_found` for another city's plan. */
  ownPlan(tx: Tx, id: string): Promise<StoredPlan> {
    return this.own.load(tx, id);
  }

  /** 報告値 of one year, of every part that has one. */
  async reported(tx: Tx, plan: StoredPlan, year: FiscalYear): Promise<readonly ReportedPart[]> {
    const { from, until } = fiscalYearRange(year);
    const entries = (await this.reports.all(tx, plan.id)).filter(({ month }) => month >= monthOf(from) && month < monthOf(until));
    const parts = [...new Map(entries.map((entry) => [`${entry.lineKey}/${entry.part}`, entry])).values()];
    return parts.flatMap(({ lineKey, part }) => {
      const printed = printedPart(plan.content, year, lineKey, part);
      return (printed && reportedPart(entries.filter((entry) => entry.lineKey === lineKey && entry.part === part), printed)) ?? [];
    });
  }

  /** A draft of an agreement: of the named one, or the plan brings its own. */
  async draft(tx: Tx, plan: PlanFile, kind: AgreementKind, agreementId?: string): Promise<string> {
    return (await this.createDraft.within(tx, plan, kind, agreementId)).id;
  }

  async adopt(tx: Tx, command: AdoptDraftCommand): Promise<string> {
    return (await this.adoptDraft.within(tx, command)).id;
  }

  /** Copies the document; what its lines count is the caller's. */
  copyToNextPeriod(tx: Tx, planId: string): Promise<string> {
    return this.copyDocument.run(tx, planId);
  }

  /** Throws a draft away; what its lines count is taken away first, by the caller. */
  discard(tx: Tx, planId: string, version: number): Promise<void> {
    return this.discardDocument.run(tx, planId, version);
  }
}
