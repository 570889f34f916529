interface AboutGroup {
  /** Its place in a mask. Of a group that is gone the bit stays taken: old masks would open what came after it. */
  readonly bit: number;
  /** As the product brings it; a town may call it otherwise. */
  readonly label: string;
  /** May stand in a consent. */
  readonly shareable: boolean;
  /** Tells where the person can be found. */
  readonly locating: boolean;
  /** Of many records, of which each office writes its own. */
  readonly ownRows: boolean;
}

const KNOWN = { shareable: true, locating: false, ownRows: false } as const;
const LOCATING = { ...KNOWN, locating: true } as const;
const WORK = { ...LOCATING, ownRows: true } as const;

/** What consent separates. Each group is a table (or tables) of its own with its own row policy; the number follows from any other. */
const GROUPS = {
  number: { bit: 0, label: '受付番号', ...KNOWN, shareable: false },
  basic: { bit: 1, label: '基本', ...KNOWN },
  contact: { bit: 2, label: '連絡先', ...LOCATING },
  household: { bit: 3, label: '世帯', ...LOCATING },
  health: { bit: 4, label: '健康', ...KNOWN },
  income: { bit: 5, label: '収入と給付', ...KNOWN },
  work_history: { bit: 6, label: '就労歴', ...KNOWN },
  consultation: { bit: 7, label: '相談記録', ...WORK },
  plan: { bit: 8, label: 'プラン', ...WORK },
  job_search: { bit: 9, label: '求職活動', ...WORK },
  placement: { bit: 10, label: '就職', ...WORK },
} as const satisfies Readonly<Record<string, AboutGroup>>;

export type ItemGroup = keyof typeof GROUPS;
export const ITEM_GROUPS = Object.keys(GROUPS) as readonly ItemGroup[];

/** A group whose records tell where the person can be found: withheld from every other office while a measure is in force. */
export type LocatingGroup = { [G in ItemGroup]: (typeof GROUPS)[G]['locating'] extends true ? G : never }[ItemGroup];

export const SHAREABLE_GROUPS = ITEM_GROUPS.filter((group) => GROUPS[group].shareable);
export const LOCATING_GROUPS = ITEM_GROUPS.filter((group): group is LocatingGroup => GROUPS[group].locating);
export const OWN_ROW_GROUPS = ITEM_GROUPS.filter((group) => GROUPS[group].ownRows);
/** As reference rows: [code, label, may stand in a consent, tells where the person can be found, bit]. */
export const ITEM_GROUP_ROWS = ITEM_GROUPS.map((group) => [group, GROUPS[group].label, GROUPS[group].shareable, GROUPS[group].locating, GROUPS[group].bit] as const);

/** The mask of one group alone. */
export function maskOf(group: ItemGroup): number {
  return 1 << GROUPS[group].bit;
}

/** An item group of a person that the acting office may open, and of which holder's records. */
export interface OpenGroup {
  readonly group: ItemGroup;
  readonly sourceOrganisationId: string;
}

/** The groups that are not open in a mask: named on screens, never blank. */
export function closedGroups(opened: number): readonly ItemGroup[] {
  return SHAREABLE_GROUPS.filter((group) => (opened & maskOf(group)) === 0);
}
