/**
 * The one order of the house. A room may import only rooms to its left, and only through `@madoguchi/<room>`.
 * The lint zones, the architecture tests and the canary all read this array; moving a room is a decision
 * to write down in DECISIONS.md.
 */
export const ROOMS = [
  'kernel',
  'platform',
  'audit',
  'reference',
  'identity',
  'access',
  'documents',
  'agreements',
  'clients',
  'follow-ups',
  'consents',
  'referrals',
  'support-plans',
  'consultations',
  'employers',
  'placements',
  'gatherings',
  'indicators',
  'exports',
];
