import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { heldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { APPOINTMENT_SHOWN, CONSULTATION, INTRODUCTION, RECORDS, REGISTRATION } from '../domain/records';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { JobSearchRepository } from '../persistence/job-search.repository';

const CORRECTION = { ...CONSULTATION, title: '相談記録の訂正' };

/** 開示請求: consultations and their appointments, registrations and introductions that this organisation wrote. */
@Injectable()
export class RecordsInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'consultations';
  readonly tables = RECORDS.map((one) => one.table);

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly consultations: ConsultationRepository,
    private readonly jobSearch: JobSearchRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const words = { code: await this.reference.labels(tx) };
    const own = <T extends { readonly own: boolean }>(lines: readonly T[]): readonly T[] => lines.filter((one) => one.own);
    return {
      own: [
        ...own(await this.consultations.feed(tx, personId)).map((one) => heldRecord(one.correctsId === null ? CONSULTATION : CORRECTION, one, words)),
        ...own(await this.consultations.appointments(tx, personId)).map((one) => heldRecord(APPOINTMENT_SHOWN, one, words, [['時刻', one.plannedTime]])),
        ...own(await this.jobSearch.registrations(tx, personId)).map((one) => heldRecord(REGISTRATION, one, words)),
        ...own(await this.jobSearch.introductions(tx, personId)).map((one) => heldRecord(INTRODUCTION, one, words)),
      ],
      received: [],
    };
  }
}
