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
