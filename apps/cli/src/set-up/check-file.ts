import { type FieldError, isLocalGovernmentCode } from '@madoguchi/kernel';
import { foldLogin, officeKindsOf } from '@madoguchi/identity';
import { type OfficeEntry, type OrganisationEntry, type SetUpFile } from './set-up-file';

/** What one entry alone does not tell: check digits, what fits together, and what stands in the file twice. */
export function checkFile(file: SetUpFile): readonly FieldError[] {
  return [
    ...file.municipalities.flatMap(({ code }, index) =>
      isLocalGovernmentCode(code) ? [] : [problem(`municipalities.${index}.code`, 'check_digit', '全国地方公共団体コードが正しくありません。検査数字（6桁目）まで確かめてください。')],
    ),
    ...repeated(file.municipalities.map(({ code }) => code), (index) => `municipalities.${index}.code`),
    ...repeated(file.organisations.map(({ name }) => name), (index) => `organisations.${index}.name`),
    ...repeated(file.organisations.map(({ administrator }) => foldLogin(administrator.login)), (index) => `organisations.${index}.administrator.login`),
    ...file.organisations.flatMap((organisation, index) => checkOrganisation(organisation, `organisations.${index}`)),
  ];
}

function checkOrganisation({ kind, offices, administrator }: OrganisationEntry, path: string): readonly FieldError[] {
  return [
    ...repeated(offices.map(({ name }) => name), (index) => `${path}.offices.${index}.name`),
    ...offices.flatMap((office, index) => checkOffice(kind, office, `${path}.offices.${index}`)),
    ...(offices.some(({ name }) => name === administrator.office)
      ? []
      : [problem(`${path}.administrator.office`, 'unknown_office', 'この機関の offices に書いた事務所の名前にしてください。')]),
  ];
}

function checkOffice(organisation: OrganisationEntry['kind'], { kind, municipality, counters = [] }: OfficeEntry, path: string): readonly FieldError[] {
  const kinds = officeKindsOf(organisation);
  return [
    ...(kinds.includes(kind) ? [] : [problem(`${path}.kind`, 'other_kind', `この種類の機関の事務所は ${kinds.join('・')} のどれかにしてください。`)]),
    // A client belongs to the city whose counter received them.
    ...(organisation === 'labour_bureau' || municipality !== undefined ? [] : [problem(`${path}.municipality`, 'required', '市町村のコードを書いてください。労働局の事務所だけが省けます。')]),
    ...repeated(counters.map(({ name }) => name), (index) => `${path}.counters.${index}.name`),
  ];
}

/** The second and every further one. */
function repeated(keys: readonly string[], placeOf: (index: number) => string): readonly FieldError[] {
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [problem(placeOf(index), 'repeated', '同じものが二度書かれています。片方を消すか、別の名前にしてください。')] : []));
}

function problem(field: string, code: string, message: string): FieldError {
  return { field, code, message };
}
