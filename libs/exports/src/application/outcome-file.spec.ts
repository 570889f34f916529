import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { planTable, publishedPlan } from '@madoguchi/agreements';
import { formulaSafe } from '../domain/outcome-columns';
import { openFileWriter } from './outcome-file';

const NAMES = ['𠮷田　蓮', '葛󠄀城　花', 'a<b>&"c', '🗻\u0000\u{1F}x', '\uD842半分', '髙橋'];

async function fileOf(format: 'csv' | 'xlsx', rows: readonly (readonly string[])[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const file = openFileWriter(format, (_position, bytes) => {
    chunks.push(bytes);
    return Promise.resolve();
  });
  for (const cells of rows) await file.write(cells);
  await file.end();
  return Buffer.concat(chunks);
}

/** A part of a ZIP by the directory at its end. */
function partOf(zip: Buffer, name: string): string {
  for (let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')) + 16); zip.readUInt32LE(at) === 0x0201_4b50; ) {
    const [packed, nameLength, extra, comment, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(begin, begin + packed)).toString('utf8');
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`no ${name}`);
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

it('writes every character of a name into the workbook, as into the CSV', async () => {
  const sheet = partOf(await fileOf('xlsx', [NAMES]), 'xl/worksheets/sheet1.xml');
  const cells = [...sheet.matchAll(/<t>([^<]*)<\/t>/g)].map(([, text = '']) => text.replaceAll(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity));
  expect(cells).toEqual(['𠮷田　蓮', '葛󠄀城　花', 'a<b>&"c', '🗻x', '半分', '髙橋']);
  expect((await fileOf('csv', [['𠮷田　蓮', '葛󠄀城　花']])).toString('utf8')).toContain('"𠮷田　蓮","葛󠄀城　花"');
});

it('writes a plan’s table cell for cell', async () => {
  const rows = planTable(publishedPlan('yamaguchi-r6').plan).map((row) => row.map(formulaSafe));
  const sheet = partOf(await fileOf('xlsx', rows), 'xl/worksheets/sheet1.xml');
  const written = [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => [...row.matchAll(/<t>([^<]*)<\/t>/g)].map(([, text = '']) => text));
  expect(written).toEqual(rows);
});

/** Rows of a CSV file by the letter of RFC 4180, every field in quotes. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  return csv
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      expect(line).toMatch(/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/);
      return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
    });
}

describe('whatever somebody typed as the name of an employer', () => {
  const pieces = ['=', '＝', '+', '＋', '-', '－', '−', '@', '＠', '\t', '\r', '\n', '\r\n', '\u2028', '\u0085', '\u200B', '\uFEFF', '\u202E', '\u3000', ' ', '"', '""', "'", ',', ';', '|', '<f>1</f>', '&amp;', ']]>', '\u0000', '\u001F', 'cmd', 'HYPERLINK("http://x")', '1', '山', '𠮷', '\uD842', 'sum(1,1)', '\uFFFD', '{', '%0A'];
  const hostile = fc.sample(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((all) => all.join('')), { numRuns: 300, seed: 20261127 });
  const cells = [...pieces, ...hostile].map(formulaSafe);

  it('is one field of one row, and no spreadsheet takes it for a formula', async () => {
    const rows = rowsOf((await fileOf('csv', cells.map((cell) => ['前', cell, '']))).toString('utf8'));
    expect(rows).toHaveLength(cells.length);
    for (const row of rows) {
      expect(row).toHaveLength(3);
      expect([row[0], row[2]]).toEqual(['前', '']);
      // What a reader sees first, when it passes over all that cannot be seen.
      expect((row[1] ?? '').replace(/^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠−]/u);
    }
  });

  it('is text in a workbook', async () => {
    const sheet = partOf(await fileOf('xlsx', cells.map((cell) => ['前', cell])), 'xl/worksheets/sheet1.xml');
    expect([...sheet.matchAll(/<row[ >]/g)]).toHaveLength(cells.length);
    expect(sheet).not.toMatch(/<f[ >]/);
    expect([...sheet.matchAll(/<t(?: [^>]*)?>[^<]*<\/t>/g)]).toHaveLength(2 * cells.length);
  });
});
