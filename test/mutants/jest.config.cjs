// The tests as always, with one place of one file changed: MADOGUCHI_MUTANT names the fault (application.cjs).
const base = require('../../jest.config.cjs');
const path = require('node:path');

const [pattern] = Object.keys(base.transform);
const [, options] = base.transform[pattern];
module.exports = {
  ...base,
  rootDir: path.resolve(__dirname, '../..'),
  transform: { ...base.transform, [pattern]: [path.join(__dirname, 'transformer.cjs'), options] },
};
