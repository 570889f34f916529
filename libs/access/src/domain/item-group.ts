/** What consent separates. Each group is a table (or tables) of its own with its own row policy. */
export const ITEM_GROUPS = [
  'number',
  'basic',
  'contact',
  'household',
  'health',
  'income',
  'work_history',
  'consultation',
  'plan',
  'job_search',
  'placement',
] as const;
export type ItemGroup = (typeof ITEM_GROUPS)[number];

/** The groups that may stand in a consent: all but the record number, which follows from any other. */
export const SHAREABLE_GROUPS = ITEM_GROUPS.filter((group) => group !== 'number');

/** Groups of many records that tell where a person can be found: each office writes its own. */
export const OWN_ROW_GROUPS = ['consultation', 'plan', 'job_search', 'placement'] as const satisfies readonly ItemGroup[];

/** An item group of a person that the acting office may open, and of which holder's records. */
export interface OpenGroup {
  readonly group: ItemGroup;
  readonly sourceOrganisationId: string;
}

/** The groups that are closed, whoever holds the record or in one organisation's records: named on screens, never blank. */
export function closedGroups(opened: readonly OpenGroup[], organisationId?: string): readonly ItemGroup[] {
  const open = new Set(opened.filter((one) => organisationId === undefined || one.sourceOrganisationId === organisationId).map((one) => one.group));
  return SHAREABLE_GROUPS.filter((group) => !open.has(group));
}
