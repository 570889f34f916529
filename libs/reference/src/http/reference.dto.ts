export class CodeDto {
  code: string;
  label: string;
  /** What rules take the word for, where one asks. */
  means: string | null;
  validFrom: string;
  /** First day on which it may no longer be chosen. */
  validUntil: string | null;
}

export class ItemGroupDto {
  code: string;
  label: string;
  /** Tells where a person can be found: withheld under DV等支援措置. */
  locating: boolean;
}

export class CodeListDto {
  kind: string;
  name: string;
  /** A town may add to it. */
  words: boolean;
  /** Those that have ended too: old records still show them. */
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
