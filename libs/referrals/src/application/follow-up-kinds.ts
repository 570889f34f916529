import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const referralDecide = declareFollowUpKind('referral_decide', { room: 'referrals', endedBy: 'record', postponedBy: 'nobody', tab: 'referral', screen: 'referrals_sent' });
export const referralCorrect = declareFollowUpKind('referral_correct', { room: 'referrals', endedBy: 'record', postponedBy: 'hand', tab: 'referral', screen: 'referrals_sent' });
export const referralReply = declareFollowUpKind('referral_reply', {
  room: 'referrals',
  endedBy: 'record',
  postponedBy: 'nobody',
  tab: 'referral',
  screen: 'referrals_received',
  screenWhileWaiting: 'referrals_sent',
});
