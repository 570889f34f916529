export class OfficeDto {
  id: string;
  name: string;
  kind: string;
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
