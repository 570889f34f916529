import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Readable, Transform } from 'node:stream';
import { stringify } from 'csv-stringify';
import XLSXTransformStream from 'xlsx-write-stream';
import './xlsx-text';

const CHUNK_BYTES = 256 * 1_024;
/** Rows in, chunks of a file out, hash and size at the end; memory stays flat however many rows there are. */
export interface FileWriter {
  write(cells: readonly string[]): Promise<void>;
  /** Ends the file; the last chunks have been handed over when it resolves. */
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** @param keep is called for each chunk in order and awaited: the database sets the pace. */
export function openFileWriter(format: 'xlsx' | 'csv', keep: (position: number, bytes: Buffer) => Promise<void>): FileWriter {
  const rows = format === 'csv' ? csvStream() : xlsxStream();
  const drained = drain(rows, keep);
  // A failure of the sink must reach the writer too, or it would wait for ever.
  drained.catch((error: unknown) => rows.destroy(error instanceof Error ? error : new Error('export failed')));
  return {
    async write(cells) {
      if (!rows.write(cells)) await Promise.race([once(rows, 'drain'), drained]);
    },
    async end() {
      rows.end();
      return drained;
    },
  };
}

/** UTF-8 with BOM and CRLF, every field in quotes: opens in the usual spreadsheet without a question, and a row is a row. */
function csvStream(): Transform {
  return stringify({ bom: true, record_delimiter: '\r\n', quoted: true, quoted_empty: true });
}

function xlsxStream(): Transform {
  return new XLSXTransformStream();
}

async function drain(source: Readable, keep: (position: number, bytes: Buffer) => Promise<void>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let position = 0;
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const chunk = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(chunk);
    bytes += chunk.length;
    await keep(position, chunk);
    position += 1;
  };
  for await (const piece of source) {
    const buffer = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : (piece as Buffer);
    waiting.push(buffer);
    waitingBytes += buffer.length;
    if (waitingBytes >= CHUNK_BYTES) await flush();
  }
  await flush();
  return { bytes, sha256: hash.digest('hex') };
}
