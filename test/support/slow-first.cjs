const { statSync } = require('node:fs');

/**
 * The files that take longest, longest first: one of them begun last keeps one worker busy while the other waits. Found by
 * `--json` of a quiet run; a name that is gone does no harm.
 */
const SLOW = [
  'test/integration/access/defects', 'test/browser/accessibility-of-desks', 'test/browser/accessibility-of-clients', 'test/browser/journey',
  'test/api/identity/provider', 'test/integration/access/forgetful', 'test/integration/access/gate', 'test/api/identity/accounts',
  'test/api/hardening/idempotency', 'test/integration/platform/database-away', 'test/api/hardening/withdrawal-races', 'test/api/hardening/fuzz',
  'test/integration/platform/worker', 'test/integration/migrations/upgrade', 'test/browser/plan-editor', 'test/browser/keyboard',
];

/** Files in the order in which they are begun: the slow ones, then by size, the largest first. */
module.exports = class SlowFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const at = SLOW.findIndex((name) => path.includes(name));
      return at < 0 ? SLOW.length : at;
    };
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return [...tests].sort((a, b) => rank(a) - rank(b) || size.get(b.path) - size.get(a.path));
  }

  /** Nothing is remembered from run to run: every run is a fresh one. */
  cacheResults() {}

  allFailedTests(tests) {
    return tests;
  }
};
