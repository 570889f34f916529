/** Kinds of organisations that hold records, and the offices that each can have. */
export const OFFICE_KINDS = {
  city: ['welfare', 'self_reliance', 'single_parent', 'labour_policy'],
  contractor: ['welfare', 'self_reliance', 'single_parent', 'labour_policy'],
  labour_bureau: ['hello_work', 'bureau'],
} as const;
export type OrganisationKind = keyof typeof OFFICE_KINDS;
export type OfficeKind = (typeof OFFICE_KINDS)[OrganisationKind][number];

/** 常設・巡回・臨時. */
export const COUNTER_KINDS = ['permanent', 'visiting', 'temporary'] as const;

const WITHOUT_PERSONS: ReadonlySet<string> = new Set<OfficeKind>(['labour_policy', 'bureau']);

/** Whether an office of this kind works with persons. */
export function takesPersons(kind: string): boolean {
  return !WITHOUT_PERSONS.has(kind);
}
