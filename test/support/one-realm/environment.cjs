const { TestEnvironment } = require('jest-environment-node');

// A worker that has nothing left to wait for ends at once. Left to itself it takes its large heap down piece by piece, which
// on a busy machine lasts longer than jest waits before it speaks of a leak. One that still waits for something is still told of.
// (The exit is taken here, as jest puts one that complains in its place while a test runs.)
const { exit } = process;
if (process.connected) process.once('beforeExit', () => exit.call(process));

/**
 * Tests run in the realm of their process and not in a sandbox, so that a package that the process has loaded once (see
 * runtime.cjs) and a test mean the same Error, Date and Array.
 */
module.exports = class OneRealm extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    const Timers = this.fakeTimersModern.constructor;
    this.fakeTimersModern = new Timers({ config: config.projectConfig, global: globalThis });
  }
};
