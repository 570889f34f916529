import { Injectable } from '@nestjs/common';
import { factLines, type HeldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { HeldRepository } from '../persistence/held.repository';

/** What the acting organisation holds of a person in this room, in the words of the screens. */
@Injectable()
export class HeldRecordsOfClient {
  constructor(
    private readonly repository: HeldRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  async collect(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const rows = await this.repository.rows(tx, personId);
    const label = await this.reference.labels(tx);
    return [
      ...rows.basics.map((row) =>
        record(row.id, 'basic', null, '基本', [['氏名', row.name], ['フリガナ', row.kana], ['生年月日', row.birthDate], ['性別', label('sex', row.sex)]]),
      ),
      ...rows.cases.map((row) =>
        record(row.id, 'basic', row.openedOn, 'ケース', [
          ['事業', label('programme', row.programme)],
          ['状態', label('case_status', row.status)],
          ['主訴', row.chiefComplaint],
          ['終了日', row.closedOn],
          ['終了理由', label('closing_reason', row.closingReason)],
        ]),
      ),
      ...rows.contacts.map((row) =>
        record(row.id, 'contact', null, '連絡先', [['郵便番号', row.postalCode], ['住所', row.address], ['電話番号', row.phone], ['連絡の注意', row.contactNote]]),
      ),
      ...rows.households.map((row) =>
        record(row.id, 'household', row.joinedOn, '世帯', [
          ['ケース番号', row.caseNumber],
          ['世帯類型', label('household_type', row.type)],
          ['続柄', label('relation', row.relation)],
          ['世帯を離れた日', row.leftOn],
        ]),
      ),
      ...rows.health.map((row) => record(row.id, 'health', null, '健康', [['健康状態', row.conditionNote], ['就労の支障', row.obstacleNote]])),
      ...rows.statuses.map((row) =>
        record(row.id, 'income', row.validFrom, '対象区分', [['対象区分', label('welfare_status', row.status)], ['終わった日', row.validUntil]]),
      ),
      ...rows.work.map((row) => record(row.id, 'work_history', null, '就労歴', [['就労歴', row.historyNote], ['資格・免許', row.licenceNote], ['希望', row.wishNote]])),
    ];
  }
}

function record(recordId: string, itemGroup: string, date: string | null, title: string, facts: Parameters<typeof factLines>[0]): HeldRecord {
  return { recordId, itemGroup, date, title, text: factLines(facts) };
}
