const path = require('node:path');
const swc = require('@swc/jest');
const { MUTANTS, planted } = require('./application.cjs');

const root = path.resolve(__dirname, '../..');
const mutant = MUTANTS.find((one) => one.name === process.env['MADOGUCHI_MUTANT']);

/** The usual transformer, given a changed text for one file; its cache key is that of the changed text. */
module.exports = {
  createTransformer(options) {
    const usual = swc.createTransformer(options);
    const changed = (text, file) => (mutant && path.relative(root, file) === mutant.file ? planted(mutant, text) : text);
    return {
      ...usual,
      process: (text, file, ...rest) => usual.process(changed(text, file), file, ...rest),
      getCacheKey: (text, file, ...rest) => usual.getCacheKey(changed(text, file), file, ...rest),
    };
  },
};
