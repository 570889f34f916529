import { words } from '../../lib/words';
import { ja } from './ja';
export const CLIENT_TABS = ['record', 'plan', 'referral', 'job', 'consent', 'basic'] as const;
export type ClientTab = (typeof CLIENT_TABS)[number];

export const TAB_LABELS: Readonly<Record<ClientTab, string>> = {
  record: ja.tabRecord,
  plan: ja.tabPlan,
  referral: words.referral,
  job: ja.tabJob,
  consent: ja.tabConsent,
  basic: ja.tabBasic,
};
