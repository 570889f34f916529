export class OfficeDto {
  id: string;
  name: string;
  kind: string;
  /** Works with persons: consents may name it. */
  takesPersons: boolean;
  organisationName: string;
  headTitle: string;
}

export class ColleagueDto {
  id: string;
  name: string;
  role: string;
  roleLabel: string;
}

export class OfficesDto {
  offices: OfficeDto[];
  colleagues: ColleagueDto[];
}
