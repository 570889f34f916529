/** For what records are read and shared. */
export const PURPOSES = ['support', 'report'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the second of two persons says to what the first one asks. */
export const DECISIONS = ['approved', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];
