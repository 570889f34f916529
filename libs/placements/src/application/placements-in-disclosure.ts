import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { factLines, type HeldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { type PlacementLine, PlacementRepository } from '../persistence/placement.repository';

type Label = (kind: string, code: string | null) => string | null;

/** 開示請求: the placements that this organisation wrote, with their retention checks and separations. */
@Injectable()
export class PlacementsInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'placements';
  readonly tables = ['placement', 'retention_check', 'job_separation'];

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly repository: PlacementRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const label = await this.reference.labels(tx);
    const own = (await this.repository.lines(tx, personId)).filter((one) => one.own);
    const ids = new Set(own.map((one) => one.id));
    const checks = (await this.repository.checks(tx, personId)).filter((one) => ids.has(one.placementId) && one.attemptedOn !== null);
    const separations = (await this.repository.separations(tx, personId)).filter((one) => ids.has(one.placementId));
    return {
      own: [
        ...own.map((one) => placement(one, label)),
        ...checks.map((one) => ({
          recordId: one.id,
          itemGroup: 'placement',
          date: one.attemptedOn,
          title: `定着確認（${label('retention_milestone', one.milestone) ?? ''}）`,
          text: factLines([['確認先', label('retention_asked_whom', one.askedWhom)], ['結果', label('retention_outcome', one.outcome)], ['記事', one.note]]),
        })),
        ...separations.map((one) => ({
          recordId: one.placementId,
          itemGroup: 'placement',
          date: one.leftOn,
          title: '離職',
          text: factLines([['理由', label('separation_reason', one.reason)], ['記事', one.note]]),
        })),
      ],
      received: [],
    };
  }
}

function placement(one: PlacementLine, label: Label): HeldRecord {
  return {
    recordId: one.id,
    itemGroup: 'placement',
    date: one.hiredOn,
    title: '就職',
    text: factLines([
      ['状態', label('placement_status', one.status)],
      ['就職先', one.employerName],
      ['職種', one.occupation],
      ['就職経路', label('route', one.route)],
      ['期間の定め', label('term', one.term)],
      ['時間', label('hours', one.hours)],
      ['正社員', one.permanentEmployee ? 'はい' : 'いいえ'],
      ['派遣', one.dispatched ? 'はい' : 'いいえ'],
      ['週所定時間', one.weeklyHours === null ? null : String(one.weeklyHours)],
      ['把握日', one.confirmedOn],
      ['取消の理由', label('placement_cancelled_reason', one.cancelledReason)],
    ]),
  };
}
