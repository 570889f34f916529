/**
 * The one order of the house. A room may import only rooms to its left, and only through `@madoguchi/<room>`, or
 * `@madoguchi/<room>/records` and `/documents` for the descriptions of its records and documents, which the screens may read too.
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
  'protection',
  'consents',
  'disclosures',
  'onward-sharing',
  'referrals',
  'support-plans',
  'consultations',
  'employers',
  'placements',
  'gatherings',
  'indicators',
  'exports',
];

/**
 * What each room's files may not name in an import, for the editor; the architecture test looks at resolved files and
 * cycles as well.
 * @returns {{ files: string[], patterns: { group: string[], message: string }[] }[]}
 */
export function zones() {
  return ROOMS.map((room, index) => ({
    files: [`libs/${room}/**/*.ts`],
    patterns: [
      { group: ['@madoguchi/*/*', '!@madoguchi/*/records', '!@madoguchi/*/documents'], message: 'A room is entered through its front doors: @madoguchi/<room>, and /records or /documents behind it.' },
      {
        group: ROOMS.slice(index).map((later) => `@madoguchi/${later}`),
        message: `${room} imports only the rooms before it (boundaries.mjs).`,
      },
      { group: ['**/apps/*', '**/migrations/*'], message: 'A room knows no application.' },
    ],
  }));
}

const BEHIND_THE_DOORS = '^libs/[^/]+/src/(?!(index|domain/(records|documents))\\.ts$)';

/**
 * The same order for dependency-cruiser, on resolved files, type imports included.
 * @returns {object[]} forbidden rules
 */
export function forbiddenDependencies() {
  const order = ROOMS.slice(0, -1).map((room, index) => ({
    name: `order-${room}`,
    severity: 'error',
    from: { path: `^libs/${room}/` },
    to: { path: `^libs/(${ROOMS.slice(index + 1).join('|')})/` },
  }));
  return [
    ...order,
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: BEHIND_THE_DOORS, pathNot: '^libs/$1/' },
    },
    {
      name: 'front-door-apps',
      severity: 'error',
      from: { path: '^(apps|migrations)/' },
      to: { path: BEHIND_THE_DOORS },
    },
    { name: 'no-application', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|migrations|test)/' } },
    {
      name: 'domain-sees-kernel-only',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/(kernel/src/index\\.ts|$1/src/domain/|[^/]+/src/domain/(records|documents)\\.ts$)' },
    },
    {
      name: 'application-sees-no-edge',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/(application|domain|persistence|contract)/' },
      to: { path: '^libs/$1/src/http/' },
    },
    {
      name: 'edge-sees-no-persistence',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/(http|jobs)/' },
      to: { path: '^libs/$1/src/persistence/' },
    },
  ];
}
