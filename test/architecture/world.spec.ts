import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * People of tests consent and are referred through use cases (`test/world`). A row that SQL wrote has been seen by no rule,
 * so a test that stands on it may prove what cannot happen.
 */
const ROOT = join(__dirname, '../..');
const WRITES = /\binsert\s+into\s+(?:consent|consent_scope|referral|referral_sending)\b(?!_)/i;

/** Why each of these may. */
const ALLOWED: Readonly<Record<string, string>> = {
  'test/integration/access/writes.spec.ts': 'bare writes that the second line must refuse',
  'test/integration/indicators/counting.spec.ts': 'rows of every shape that counting might meet, under an oracle, each set rolled back',
  'test/bench/load.mjs': 'a million persons would take days through use cases; a sample is compared with what the product writes',
};

function testFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return /\.(ts|mjs|cjs)$/.test(path) ? [path] : [];
  });
}

const writesRows = (text: string): boolean => WRITES.test(text);

describe('the world of the tests', () => {
  it('holds no consent and no request that no rule has seen', () => {
    const found = testFiles('test').filter((path) => writesRows(readFileSync(join(ROOT, path), 'utf8')));
    expect(found.filter((path) => !(path in ALLOWED) && path !== 'test/architecture/world.spec.ts')).toEqual([]);
    // An exception that is no longer needed goes.
    expect(Object.keys(ALLOWED).filter((path) => !found.includes(path))).toEqual([]);
  });

  it.each([
    ['insert into consent (id) values ($1)', true],
    ['INSERT INTO\n  referral_sending (id)', true],
    ['insert into consent_scope select 1', true],
    ['insert into consent_form (id)', false],
    ['insert into referral_step (id)', false],
    ['delete from referral', false],
  ])('the rule judges %j', (text, refused) => {
    expect(writesRows(text)).toBe(refused);
  });
});
