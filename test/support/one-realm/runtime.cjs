const { createRequire } = require('node:module');
const vm = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { dependencies } = require('../../../package.json');

// Jest compiles for the sandbox of the environment. There is none here, and no setting says so.
const compile = vm.compileFunction;
vm.compileFunction = (text, parameters, { parsingContext: _sandbox, ...options } = {}) => compile(text, parameters, options);

const packageOf = (name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
const shared = new Set([...Object.keys(dependencies), 'playwright-core']);
const requires = new Map();

/**
 * What the product is built on is loaded once a process, as the product does, and not once a file: that took half the time
 * of a file. So is what drives the browser: it is larger than all our code, and it keeps nothing between browsers. Our own code,
 * and what else the tests are built on, is still new to each.
 */
module.exports = class SharedPackages extends Runtime {
  requireModuleOrMock(from, name) {
    if (!shared.has(packageOf(name))) return super.requireModuleOrMock(from, name);
    if (!requires.has(from)) requires.set(from, createRequire(from));
    return requires.get(from)(name);
  }
};
