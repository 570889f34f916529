/** Every state that the CHECK of each table knows: the demo must reach all of them. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
  referral: ['draft', 'submitted', 'sent', 'assigned', 'accepted', 'returned', 'declined', 'recalled', 'closed'],
  support_case: ['open', 'retention', 'closed'],
  support_plan: ['draft', 'agreed', 'approved', 'evaluated'],
  placement: ['recorded', 'confirmed', 'cancelled'],
  appointment: ['planned', 'kept', 'missed'],
  follow_up: ['open', 'done', 'void'],
};
