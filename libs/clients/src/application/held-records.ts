import { Injectable } from '@nestjs/common';
import type { ItemGroup } from '@madoguchi/access';
import { type Fields, heldRecord, type HeldRecord, joinName, type RecordOf } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { BESIDE_THE_NAME, HELD, HELD_NAMES, MEMBERSHIP, PERSON_BASIC, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';
import { HeldRepository } from '../persistence/held.repository';

/** What the acting organisation holds of a person in this room, in the words of the screens. */
@Injectable()
export class HeldRecordsOfClient {
  constructor(
    private readonly repository: HeldRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  async collect(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const words = { code: await this.reference.labels(tx) };
    const held = async <F extends Fields>(record: RecordOf<F, ItemGroup>): Promise<readonly HeldRecord[]> =>
      (await this.repository.own(tx, record, personId)).map((row) => heldRecord(record, row, words));
    const onePerHolder: HeldRecord[] = [];
    for (const name of HELD_NAMES) onePerHolder.push(...(await held<Fields>(HELD[name])));
    return [
      ...(await this.repository.own(tx, PERSON_BASIC, personId)).map((row) =>
        heldRecord(BESIDE_THE_NAME, row, words, [['氏名', joinName(row.familyName, row.givenName)], ['フリガナ', joinName(row.familyKana, row.givenKana)]]),
      ),
      ...(await held(SUPPORT_CASE)),
      ...(await this.repository.memberships(tx, personId)).map((row) => heldRecord(MEMBERSHIP, row, words)),
      ...(await held(WELFARE_STATUS)),
      ...onePerHolder,
    ];
  }
}
