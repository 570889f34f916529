import { types } from 'pg';
import { prepareValue } from 'pg/lib/utils';
import { serialize } from 'pg-protocol';
import { fieldName } from './row-names';
import { statementName } from './statement-names';

/** What the database answers to one statement. */
export interface Answer {
  /** INSERT, SELECT, COMMIT … */
  readonly command: string;
  /** Rows read, written or returned. */
  readonly count: number;
  /** Columns under the names of fields. */
  readonly rows: readonly object[];
}

/** A statement on its way, and whom its answer is for. */
export interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/** As much of the driver's connection as a message needs. */
export interface Wire {
  readonly stream: { write(bytes: Buffer): void };
  /** Texts by name, of what this connection has prepared; the driver's own statements look there as well. */
  readonly parsedStatements: Record<string, string>;
  on(event: 'parseComplete', listener: () => void): void;
  removeListener(event: 'parseComplete', listener: () => void): void;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** What a statement answers: its columns, and a row that holds nothing yet. */
interface Shape {
  readonly columns: readonly Column[];
  readonly empty: Readonly<Record<string, null>>;
}

const NOTHING: Shape = { columns: [], empty: {} };

/** What each connection's prepared statements answer: told once, not at every use. */
const shapes = new WeakMap<Wire, Map<string, Shape>>();

/**
 * Several statements that travel together and end with one Sync: after the first that fails the database skips the rest, so
 * that nothing runs which stood behind a refusal. The driver takes it for a query of its own and calls what begins with
 * `handle`.
 */
export class Message {
  private wire: Wire | undefined;
  private at = 0;
  private rows: object[] = [];
  private shape: Shape | undefined;
  private readonly answers: Answer[] = [];
  /** Names in the order in which they were sent to be parsed. */
  private readonly parsing: { readonly name: string; readonly text: string }[] = [];

  constructor(readonly statements: readonly Asked[]) {}

  submit(wire: Wire): void {
    this.wire = wire;
    wire.on('parseComplete', this.parsed);
    const here = new Set<string>();
    const parts = this.statements.flatMap(({ text, values }) => this.partsOf(wire, text, values, here));
    // In one piece: a system call costs more than a copy.
    wire.stream.write(Buffer.concat([...parts, serialize.sync()]));
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }): void {
    const columns = fields.map(({ name, dataTypeID }) => ({ name: fieldName(name), read: types.getTypeParser(dataTypeID, 'text') as Column['read'] }));
    this.shape = { columns, empty: Object.fromEntries(columns.map(({ name }) => [name, null])) };
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { columns, empty } = (this.shape ??= this.knownShape() ?? NOTHING);
    // A copy of one object, so that all rows have one form and whoever reads them is quick.
    const row: Record<string, unknown> = { ...empty };
    for (let index = 0; index < columns.length; index += 1) {
      const [column, text] = [columns[index], fields[index]];
      if (column && typeof text === 'string') row[column.name] = column.read(text);
    }
    this.rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const words = text.split(' ');
    this.complete({ command: words[0] ?? '', count: Number(words.at(-1)) || 0, rows: this.rows });
  }

  handleEmptyQuery(): void {
    this.complete({ command: '', count: 0, rows: [] });
  }

  /** What had been answered stays answered; what stood behind was not run. */
  handleError(error: unknown): void {
    this.over();
    for (const [index, { answered, failed }] of this.statements.entries()) {
      const answer = this.answers[index];
      if (answer) answered(answer);
      else if (index === this.at) failed(error);
      else failed(new NotRun(error));
    }
  }

  handleReadyForQuery(): void {
    this.over();
    for (const [index, { answered, failed }] of this.statements.entries()) {
      const answer = this.answers[index];
      if (answer) answered(answer);
      else failed(new Error('The database left a statement without an answer'));
    }
  }

  private partsOf(wire: Wire, text: string, values: readonly unknown[], here: Set<string>): readonly Buffer[] {
    const name = statementName(text) ?? '';
    const sentBefore = name !== '' && here.has(name);
    const parts: Buffer[] = [];
    if (!sentBefore && (name === '' || wire.parsedStatements[name] === undefined)) {
      parts.push(serialize.parse({ name, text }));
      this.parsing.push({ name, text });
    }
    parts.push(serialize.bind({ statement: name, values: [...values], valueMapper: prepareValue }));
    if (!sentBefore && (name === '' || shapes.get(wire)?.has(name) !== true)) parts.push(serialize.describe({ type: 'P', name: '' }));
    parts.push(serialize.execute());
    here.add(name);
    return parts;
  }

  /** A name counts as prepared only now: whatever stood behind an error was never parsed. */
  private readonly parsed = (): void => {
    const one = this.parsing.shift();
    if (one && one.name !== '' && this.wire) this.wire.parsedStatements[one.name] = one.text;
  };

  private complete(answer: Answer): void {
    const name = statementName(this.statements[this.at]?.text ?? '');
    if (this.wire && name !== undefined && !this.knownShape()) {
      const known = shapes.get(this.wire) ?? new Map<string, Shape>();
      shapes.set(this.wire, known.set(name, this.shape ?? NOTHING));
    }
    this.answers.push(answer);
    this.at += 1;
    this.rows = [];
    this.shape = undefined;
  }

  private knownShape(): Shape | undefined {
    const name = statementName(this.statements[this.at]?.text ?? '');
    return this.wire && name !== undefined ? shapes.get(this.wire)?.get(name) : undefined;
  }

  private over(): void {
    this.wire?.removeListener('parseComplete', this.parsed);
  }
}

/** A statement that stood behind one that failed: nothing came of it. */
export class NotRun extends Error {
  constructor(override readonly cause: unknown) {
    super('Not run: a statement before it failed');
  }
}
