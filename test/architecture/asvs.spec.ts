import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Reads the table of security requirements and the tree: a test that it names must be there, and no requirement stands twice.
const root = resolve(__dirname, '../..');
const table = readFileSync(join(root, 'libs/platform/ASVS.md'), 'utf8');
const rows = table.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split('|').map((cell) => cell.trim()));

/** `7.4.1–7.4.5` is five numbers. */
function numbersOf(cell: string): readonly string[] {
  return [...cell.matchAll(/(\d+)\.(\d+)\.(\d+)(?:–\d+\.\d+\.(\d+))?/g)].flatMap(([, chapter, section, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${chapter}.${section}.${Number(first) + index}`),
  );
}

it('names tests that are there', () => {
  const named = rows.flatMap(([, , , tests = '']) => [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

it('has every requirement once, and says why where one is not met', () => {
  const numbers = rows.flatMap(([, requirement = '']) => numbersOf(requirement));
  expect(numbers.length).toBeGreaterThan(190);
  expect(numbers.filter((one, index) => numbers.indexOf(one) !== index)).toEqual([]);
  expect(rows.filter(([, , how = '', tests = '']) => tests === '' && how === '')).toEqual([]);
});
