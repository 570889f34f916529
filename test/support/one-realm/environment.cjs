const { TestEnvironment } = require('jest-environment-node');

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
