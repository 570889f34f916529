export class OfficeDto {
  id: string;
  name: string;
  kind: string;
  /** Works with persons: consents may name it. */
  takesPersons: boolean;
  /** Is asked for support: requests may be sent to it. */
  takesRequests: boolean;
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
