/** Views of the queue, as the address and the API name them. */
export const FOLLOW_UP_VIEWS = ['mine', 'office', 'new', 'waiting', 'overdue', 'today'] as const;
export type FollowUpView = (typeof FOLLOW_UP_VIEWS)[number];
