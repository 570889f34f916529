import { Injectable } from '@nestjs/common';
import { AccessFacade, SHAREABLE_GROUPS } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { ConsentsFacade, covers } from '@madoguchi/consents';
import { IdentityFacade } from '@madoguchi/identity';
import { notFound, type PersonId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { allowedCommands, isInternal, type Part, sideOf } from '../domain/referral';
import type { ReferralCommand } from '../domain/referral-status';
import { ReferralRepository, type StepLine, type StoredReferral } from '../persistence/referral.repository';
import { type ReferralItem, ReferralView } from './referral-view';

export interface OpenedReferral {
  readonly item: ReferralItem;
  readonly referral: StoredReferral;
  readonly parts: readonly Part[];
  /** Groups that consent does not let through (or the reader's role may not read): named, never blank. */
  readonly omittedGroups: readonly string[];
  readonly steps: readonly StepLine[];
  readonly allowed: readonly ReferralCommand[];
}

/** One request, as far as the reader's office and role may read it. */
@Injectable()
export class OpenReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly identity: IdentityFacade,
    private readonly access: AccessFacade,
    private readonly consents: ConsentsFacade,
    private readonly repository: ReferralRepository,
    private readonly view: ReferralView,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, id: string): Promise<OpenedReferral> {
    return this.transactions.read(ctx, async (tx) => {
      const referral = await this.repository.byId(tx, id);
      if (!referral) throw notFound();
      const [item] = await this.view.items(tx, [referral]);
      if (!item) throw notFound();
      const actor = tx.actor;
      const side = sideOf(referral, actor.officeId);
      const writing = side === 'source' && isInternal(referral.status);
      const steps = await this.repository.steps(tx, id);
      await this.audit.record(tx, { action: 'referrals.open', subjects: [referral.personId], detail: { referralId: id } });
      return {
        item,
        referral,
        parts: await this.repository.parts(tx, id, writing ? null : referral.sendingId),
        omittedGroups: await this.omitted(tx, referral, side),
        steps: side === 'source' ? steps : steps.filter((step) => !isInternal(step.toStatus)),
        allowed: allowedCommands(referral, actor, this.identity.mayOf(tx)),
      };
    });
  }

  private async omitted(tx: Tx, referral: StoredReferral, side: 'source' | 'recipient'): Promise<readonly string[]> {
    if (side === 'source') {
      const consent = await this.consents.inForce(tx, referral.personId, referral.recipientOfficeId);
      return SHAREABLE_GROUPS.filter((group) => !consent || !covers(consent.scopes, group));
    }
    const open = (await this.access.openGroups(tx, referral.personId as PersonId))
      .filter((one) => one.sourceOrganisationId === referral.sourceOrganisationId)
      .map((one) => one.group);
    return SHAREABLE_GROUPS.filter((group) => !open.includes(group));
  }
}
