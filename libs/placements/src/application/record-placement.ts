import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { ConsultationsFacade } from '@madoguchi/consultations';
import { conflict, invalidField, type IsoDate, newId, type StoredOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { ReferralsFacade } from '@madoguchi/referrals';
import { checkPlacement, type PlacementWords } from '../domain/placement';
import { PLACEMENT_ENTRY } from '../domain/records';
import { PlacementRepository } from '../persistence/placement.repository';
import { PlacementRow } from '../persistence/placement.rows';

export interface RecordPlacementCommand extends StoredOf<typeof PLACEMENT_ENTRY> {
  readonly personId: string;
  readonly caseId: string | undefined;
}

/** 就職 as it was heard of: 未確認, it counts nowhere until somebody has confirmed it. */
@Injectable()
export class RecordPlacement {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PlacementRepository,
    private readonly clients: ClientsFacade,
    private readonly consultations: ConsultationsFacade,
    private readonly reference: ReferenceFacade,
    private readonly referrals: ReferralsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordPlacementCommand): Promise<{ id: string; version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const { personId, caseId: named, ...typed } = command;
      const provenance = await this.clients.beginWriting(tx, personId);
      const facts = { ...typed, introducedOn: await this.introducedOn(tx, command) };
      checkPlacement(facts, await this.wordsOf(tx, facts), tx.today);
      const caseId = await this.clients.resolveCase(tx, personId, named);
      if (await this.repository.isRecorded(tx, personId, facts.hiredOn, facts.employerName)) {
        throw conflict('placement_exists', '同じ就職日・就職先の就職がすでに登録されています。一覧を確かめてください。');
      }
      const referralId = (await this.referrals.activeFor(tx, personId))?.id ?? null;
      const id = newId<'Placement'>();
      const unconfirmed = { status: 'recorded', confirmedOn: null, confirmedBy: null, cancelledReason: null } as const;
      await tx.insert(PlacementRow, { id, ...provenance, caseId, referralId, ...facts, ...unconfirmed });
      if (facts.introductionId !== null) await this.consultations.introductionHired(tx, facts.introductionId);
      await this.audit.record(tx, {
        action: 'placements.record',
        subjects: [personId],
        detail: { placementId: id, caseId, ...(facts.introductionId === null ? {} : { introductionId: facts.introductionId }) },
      });
      return { id, version: 1 };
    });
  }

  private async wordsOf(tx: Tx, facts: StoredOf<typeof PLACEMENT_ENTRY>): Promise<PlacementWords> {
    const means = await this.reference.requireCodes(tx, facts.hiredOn, codesOf(PLACEMENT_ENTRY, facts));
    return { ownIntroduction: means.get('route') === 'own_introduction', noTerm: means.get('term') === 'no_term', partTime: means.get('hours') === 'part_time' };
  }

  /** The day of the introduction, where the placement comes from one: it was written once already. */
  private async introducedOn(tx: Tx, command: RecordPlacementCommand): Promise<IsoDate | null> {
    if (command.introductionId === null) return command.introducedOn;
    const { introducedOn } = await this.consultations.introductionBehind(tx, command.personId, command.introductionId);
    if (command.introducedOn !== null && command.introducedOn !== introducedOn) {
      throw invalidField('introducedOn', 'introduced_on_mismatch', '紹介日が、選んだ職業紹介の日と違います。');
    }
    return introducedOn;
  }
}
