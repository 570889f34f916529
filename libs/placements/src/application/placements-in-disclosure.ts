import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { heldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { PLACEMENT_SHOWN, RECORDS, RETENTION_CHECK, SEPARATION } from '../domain/records';
import { PlacementRepository } from '../persistence/placement.repository';

/** 開示請求: the placements that this organisation wrote, with their retention checks and separations. */
@Injectable()
export class PlacementsInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'placements';
  readonly tables = RECORDS.map((one) => one.table);

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly repository: PlacementRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const words = { code: await this.reference.labels(tx) };
    const own = (await this.repository.lines(tx, personId)).filter((one) => one.own);
    const ids = new Set(own.map((one) => one.id));
    const checks = (await this.repository.checks(tx, personId)).filter((one) => ids.has(one.placementId) && one.attemptedOn !== null);
    const separations = (await this.repository.separations(tx, personId)).filter((one) => ids.has(one.placementId));
    return {
      own: [
        ...own.map((one) => heldRecord(PLACEMENT_SHOWN, one, words)),
        ...checks.map((one) => heldRecord(RETENTION_CHECK, one, words)),
        ...separations.map((one) => heldRecord(SEPARATION, { id: one.placementId, ...one }, words)),
      ],
      received: [],
    };
  }
}
