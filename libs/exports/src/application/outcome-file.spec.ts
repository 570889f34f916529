import { inflateRawSync } from 'node:zlib';
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
  expect((await fileOf('csv', [['𠮷田　蓮', '葛󠄀城　花']])).toString('utf8')).toContain('𠮷田　蓮,葛󠄀城　花');
});
