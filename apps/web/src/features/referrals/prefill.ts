import { formatDay, today, wareki } from '../../lib/dates';
import type { ClientPage } from '../clients/api/clients';
import type { Codes } from '../reference/use-codes';

const lines = (facts: readonly (readonly [string, string | null | undefined])[]): string =>
  facts
    .filter(([, words]) => words)
    .map(([term, words]) => `${term}：${words ?? ''}`)
    .join('\n');

/** What is already registered, as a first text for a part: nobody types it twice. */
export function prefill(group: string, client: ClientPage, codes: Codes): string {
  const { basic, contact, household, health, workHistory } = client;
  // What locates a protected person goes to nobody by a first text.
  if (client.protected && codes.locates(group)) return '';
  switch (group) {
    case 'basic':
      return basic === null
        ? ''
        : lines([
            ['氏名', `${basic.familyName}　${basic.givenName}（${basic.familyKana}　${basic.givenKana}）`],
            ['生年月日', wareki(basic.birthDate)],
            ['性別', codes.label('sex', basic.sex)],
          ]);
    case 'contact':
      return lines([
        ['電話', contact?.phone],
        ['住所', contact?.address],
        ['連絡時の注意', contact?.contactNote],
      ]);
    case 'household':
      return household === null ? '' : lines([['世帯類型', codes.label('household_type', household.type)], ['続柄', codes.label('relation', household.relation)]]);
    case 'health':
      return lines([
        ['健康状態', health?.conditionNote],
        ['就労阻害要因', health?.obstacleNote],
      ]);
    case 'income':
      return lines(
        (client.statuses ?? [])
          .filter((span) => span.validUntil === null)
          .map((span) => ['対象区分', `${codes.label('welfare_status', span.status)}（${formatDay(span.validFrom, today())}から）`]),
      );
    case 'work_history':
      return lines([
        ['職歴', workHistory?.historyNote],
        ['資格・免許', workHistory?.licenceNote],
        ['希望条件', workHistory?.wishNote],
      ]);
    case 'plan':
      return lines([['主訴', client.case?.chiefComplaint]]);
    default:
      return '';
  }
}
