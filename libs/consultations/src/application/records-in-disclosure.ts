import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { factLines, type HeldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { JobSearchRepository } from '../persistence/job-search.repository';

/** 開示請求: consultations and their appointments, registrations and introductions that this organisation wrote. */
@Injectable()
export class RecordsInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'consultations';
  readonly tables = ['consultation', 'appointment', 'job_seeker_registration', 'job_introduction'];

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
    return { own: [...(await this.contacts(tx, personId)), ...(await this.search(tx, personId))], received: [] };
  }

  private async contacts(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const label = await this.reference.labels(tx);
    const lines = (await this.consultations.feed(tx, personId)).filter((one) => one.own);
    const appointments = (await this.consultations.appointments(tx, personId)).filter((one) => one.own);
    return [
      ...lines.map((one) => ({
        recordId: one.id,
        itemGroup: 'consultation',
        date: one.occurredOn,
        title: one.correctsId === null ? '相談記録' : '相談記録の訂正',
        text: factLines([['方法', label('consultation_mode', one.mode)], ['不在の理由', label('absence_reason', one.absenceReason)], ['内容', one.content]]),
      })),
      ...appointments.map((one) => ({
        recordId: one.id,
        itemGroup: 'consultation',
        date: one.plannedOn,
        title: '次回予定',
        text: factLines([['時刻', one.plannedTime], ['場所', one.place]]),
      })),
    ];
  }

  private async search(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const label = await this.reference.labels(tx);
    const registrations = (await this.jobSearch.registrations(tx, personId)).filter((one) => one.own);
    const introductions = (await this.jobSearch.introductions(tx, personId)).filter((one) => one.own);
    return [
      ...registrations.map((one) => ({
        recordId: one.id,
        itemGroup: 'job_search',
        date: one.registeredOn,
        title: '求職申込',
        text: factLines([
          ['求職番号', one.registrationNumber],
          ['有効期限', one.validUntil],
          ['初めての登録か', label('first_ever', one.firstEver)],
          ['前回利用日', one.lastUsedOn],
          ['希望', label('wish', one.wish)],
        ]),
      })),
      ...introductions.map((one) => ({
        recordId: one.id,
        itemGroup: 'job_search',
        date: one.introducedOn,
        title: '職業紹介',
        text: factLines([
          ['求人番号', one.openingNumber],
          ['事業所', one.employerName],
          ['職種', one.occupation],
          ['結果', label('introduction_result', one.result)],
          ['結果の日', one.resultOn],
        ]),
      })),
    ];
  }
}
