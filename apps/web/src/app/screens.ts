/** The main screens in the order of the navigation. One that is not `ready` has no route yet and is not offered. */
export interface MainScreen {
  readonly path: string;
  readonly label: string;
  /** Second key after `G`. */
  readonly key: string;
  /** Offered to those who have any of these; empty: to all. */
  readonly permissions: readonly string[];
  readonly ready: boolean;
}

export const MAIN_SCREENS: readonly MainScreen[] = [
  { path: '/', label: '今日', key: 't', permissions: [], ready: true },
  { path: '/clients', label: '相談者', key: 'c', permissions: [], ready: false },
  { path: '/follow-ups', label: '期限・対応', key: 'f', permissions: [], ready: false },
  { path: '/referrals', label: '支援要請・誘導', key: 'r', permissions: [], ready: false },
  { path: '/placements', label: '応募・就職', key: 'p', permissions: [], ready: false },
  { path: '/plans', label: '事業計画・実績', key: 's', permissions: [], ready: false },
  { path: '/exports', label: '帳票・出力', key: 'e', permissions: [], ready: false },
  { path: '/admin', label: '管理', key: 'a', permissions: [], ready: false },
];

/** What this assignment is offered. */
export function offeredScreens(may: (permission: string) => boolean): readonly MainScreen[] {
  return MAIN_SCREENS.filter(
    (screen) => screen.ready && (screen.permissions.length === 0 || screen.permissions.some(may)),
  );
}
