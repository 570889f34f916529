export const CLIENT_TABS = ['record', 'plan', 'referral', 'job', 'consent', 'basic'] as const;
export type ClientTab = (typeof CLIENT_TABS)[number];

export const TAB_LABELS: Readonly<Record<ClientTab, string>> = {
  record: '記録',
  plan: 'プラン',
  referral: '支援要請',
  job: '求職・紹介・就職',
  consent: '同意・保護',
  basic: '基本情報',
};
