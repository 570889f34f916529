export const ADMIN_TABS = ['accounts', 'tokens', 'lists'] as const;
export type AdminTab = (typeof ADMIN_TABS)[number];
