import { BESIDE_THE_NAME, HELD, HELD_NAMES, HOUSEHOLD_SHOWN, PERSON_CONTACT, SUPPORT_CASE, WELFARE_STATUS } from '@madoguchi/clients/records';
import { factLines, factsOf, type Fields, type RecordOf, some } from '@madoguchi/kernel';
import { formatDay, today, wareki } from '../../lib/dates';
import { words } from '../../lib/words';
import type { ClientPage } from '../clients/api/clients';
import type { Codes } from '../reference/use-codes';
import { ja } from './ja';

/** Of whereabouts, what another office needs to reach the person. */
const REACHED_BY = some(PERSON_CONTACT, ['phone', 'address', 'contactNote']);
const IN_HOUSEHOLD = some(HOUSEHOLD_SHOWN, ['householdType', 'relation']);
const COMPLAINT = some(SUPPORT_CASE, ['chiefComplaint']);

/** What is already registered, as a first text for a part: nobody types it twice. */
export function prefill(group: string, client: ClientPage, codes: Codes): string {
  const { basic, contact, household } = client;
  const lines = <F extends Fields>(of: RecordOf<F>, shown: { readonly [K in keyof F]: unknown } | null, before: Parameters<typeof factLines>[0] = []): string =>
    shown === null ? '' : factLines([...before, ...factsOf(of, shown, { code: codes.label, day: wareki })]);
  // What locates a protected person goes to nobody by a first text.
  if (client.protected && codes.locates(group)) return '';
  switch (group) {
    case 'basic':
      return lines(BESIDE_THE_NAME, basic, [[words.name, basic && `${basic.familyName}　${basic.givenName}（${basic.familyKana}　${basic.givenKana}）`]]);
    case 'contact':
      return lines(REACHED_BY, contact);
    case 'household':
      return lines(IN_HOUSEHOLD, household);
    case 'income':
      return factLines(
        (client.statuses ?? [])
          .filter((span) => span.validUntil === null)
          .map((span) => [WELFARE_STATUS.fields.status.label, ja.statusSince(codes.label('welfare_status', span.status), formatDay(span.validFrom, today()))]),
      );
    case 'plan':
      return lines(COMPLAINT, client.case);
    default:
      return HELD_NAMES.filter((name) => HELD[name].group === group).map((name) => lines<Fields>(HELD[name], client[name])).join('\n');
  }
}
