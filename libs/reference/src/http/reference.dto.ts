export class CodeDto {
  code: string;
  label: string;
}

export class ItemGroupDto {
  code: string;
  label: string;
  /** Tells where a person can be found: withheld under DV等支援措置. */
  locating: boolean;
}

export class CodeListDto {
  kind: string;
  codes: CodeDto[];
}

export class ReferenceDto {
  /** Today in Asia/Tokyo, YYYY-MM-DD. */
  today: string;
  /** The fiscal year of today: the year in which it began. */
  fiscalYear: number;
  lists: CodeListDto[];
  itemGroups: ItemGroupDto[];
}
