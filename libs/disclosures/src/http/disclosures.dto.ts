export class DisclosureDto {
  kind: 'referral' | 'consent' | 'exceptional' | 'release' | 'onward' | 'file' | 'request' | 'looks';
  id: string;
  at: Date;
  until: Date | null;
  officeName: string;
  itemGroups: string[];
  legalBasis: string | null;
  documentNumber: string | null;
  note: string | null;
}

export class DisclosureListDto {
  disclosures: DisclosureDto[];
}
