/** Kinds of organisations that hold records. */
export const ORGANISATION_KINDS = ['city', 'contractor', 'labour_bureau'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

interface OfficeKind {
  /** Whose office it can be. */
  readonly of: readonly OrganisationKind[];
  /** Works with persons: consents may name it. */
  readonly takesPersons: boolean;
  /** Is asked for support, and answers (支援要請). */
  readonly takesRequests: boolean;
}

const OF_THE_CITY = ['city', 'contractor'] as const;
const KINDS: Readonly<Record<string, OfficeKind>> = {
  welfare: { of: OF_THE_CITY, takesPersons: true, takesRequests: false },
  self_reliance: { of: OF_THE_CITY, takesPersons: true, takesRequests: false },
  single_parent: { of: OF_THE_CITY, takesPersons: true, takesRequests: false },
  labour_policy: { of: OF_THE_CITY, takesPersons: false, takesRequests: false },
  hello_work: { of: ['labour_bureau'], takesPersons: true, takesRequests: true },
  bureau: { of: ['labour_bureau'], takesPersons: false, takesRequests: false },
};

export const OFFICE_KINDS: readonly string[] = Object.keys(KINDS);

/** 常設・巡回・臨時. */
export const COUNTER_KINDS = ['permanent', 'visiting', 'temporary'] as const;

/** The offices that an organisation of this kind can have. */
export function officeKindsOf(organisation: OrganisationKind): readonly string[] {
  return OFFICE_KINDS.filter((kind) => KINDS[kind]?.of.includes(organisation) === true);
}

/** What an office of this kind is there for. */
export function tasksOf(kind: string): Pick<OfficeKind, 'takesPersons' | 'takesRequests'> {
  return { takesPersons: KINDS[kind]?.takesPersons === true, takesRequests: KINDS[kind]?.takesRequests === true };
}
