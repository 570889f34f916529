/** The main screens in the order of the navigation. */
export interface MainScreen {
  readonly path: string;
  readonly label: string;
  /** Second key after `G`. */
  readonly key: string;
  /** Offered to those who have any of these; empty: to all. */
  readonly permissions: readonly string[];
}

export const MAIN_SCREENS: readonly MainScreen[] = [
  { path: '/', label: '今日', key: 't', permissions: [] },
  { path: '/clients', label: '相談者', key: 'c', permissions: ['clients.read'] },
  { path: '/follow-ups', label: '期限・対応', key: 'f', permissions: ['follow_ups.read'] },
  { path: '/referrals', label: '支援要請・誘導', key: 'r', permissions: ['referrals.read'] },
  { path: '/annual-plans', label: '事業計画・実績', key: 's', permissions: ['annual_plans.read'] },
  { path: '/exports', label: '帳票・出力', key: 'e', permissions: ['exports.request'] },
  { path: '/handover', label: '引継ぎ', key: 'h', permissions: ['handover.write'] },
  { path: '/audit', label: '監査記録', key: 'k', permissions: ['audit.read'] },
  { path: '/admin', label: '管理', key: 'a', permissions: ['administration.read'] },
];

/** What this assignment is offered. */
export function offeredScreens(may: (permission: string) => boolean): readonly MainScreen[] {
  return MAIN_SCREENS.filter(
    (screen) => screen.permissions.length === 0 || screen.permissions.some(may),
  );
}
