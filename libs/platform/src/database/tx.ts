import { notFound, stale, todayInTokyo, type IsoDate } from '@madoguchi/kernel';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Conversation } from './conversation';
import type { ActingStaff, Ctx } from './ctx';
import { changeStatement, insertStatement, insertTogetherStatement, type NewRow, type RowValues, versionStatement } from './row-statements';

/** Values that the driver sends as parameters. */
export type SqlValue = string | number | boolean | Date | null | Buffer | readonly string[] | readonly number[] | readonly boolean[];

/**
 * One transaction under one actor: the only handle on the database that rooms get. It works until its transaction
 * ends and refuses afterwards, so that a forgotten promise cannot write outside it.
 */
export class Tx {
  private open = true;
  private day: IsoDate | undefined;
  private acting: ActingStaff | undefined | 'nobody yet' = 'nobody yet';
  private readonly last: { readonly text: string; readonly values: readonly SqlValue[] }[] = [];

  constructor(
    readonly ctx: Ctx,
    private readonly talk: Conversation,
    private readonly source: DataSource,
  ) {}

  /**
   * Who acts, for what is written down. What may be seen is asked of the database live, by every policy. In a look it is
   * known once the first answer is there.
   * @throws DomainError `not_found` when the assignment is not live (any more).
   */
  get actor(): ActingStaff {
    if (this.acting === 'nobody yet') throw new Error('Who acts is not known before the first answer of the database');
    if (!this.acting) throw notFound();
    return this.acting;
  }

  /** "Today" in Asia/Tokyo by the clock of the request; the same day for the whole transaction. */
  get today(): IsoDate {
    return (this.day ??= todayInTokyo(this.ctx.clock));
  }

  get now(): Date {
    return this.ctx.clock.now();
  }

  /**
   * Rows of a parameterised statement, columns under the names of fields (`case_number` is `caseNumber`). The text is
   * written in the source; input goes into `values` only. What is asked before anything is waited for travels together.
   */
  async query<T extends object>(text: string, values: readonly SqlValue[] = []): Promise<T[]> {
    this.assertOpen();
    return (await this.talk.say(text, values)).rows as T[];
  }

  /**
   * A statement whose answer nobody needs. It travels with what is asked next, and so do the rows that are added below;
   * where it fails, that fails, and the transaction.
   */
  async write(text: string, values: readonly SqlValue[] = []): Promise<void> {
    this.assertOpen();
    void this.talk.say(text, values);
    return Promise.resolve();
  }

  /** Adds a row, or rows of one kind, without reading back: RETURNING would have to pass the read policy as well. */
  async insert<R extends ObjectLiteral>(row: EntityTarget<R>, values: RowValues<R> | readonly RowValues<R>[]): Promise<void> {
    this.assertOpen();
    const list = (Array.isArray(values) ? values : [values]) as readonly RowValues<R>[];
    if (list.length === 0) return;
    const { text, parameters } = insertStatement(this.source.getMetadata(row), list);
    void this.talk.say(text, parameters);
    return Promise.resolve();
  }

  /**
   * Adds rows of several kinds in one statement. None of them sees another: what a policy or trigger of one looks for must
   * stand there before.
   */
  async insertTogether(...rows: readonly NewRow[]): Promise<void> {
    this.assertOpen();
    const { text, parameters } = insertTogetherStatement(rows.map(({ row, values }) => ({ metadata: this.source.getMetadata(row), values })));
    void this.talk.say(text, parameters);
    return Promise.resolve();
  }

  /**
   * Changes one row whose version is still the one that was read, and raises the version.
   * @throws DomainError `stale` with the stored version, or `not_found` when it cannot be read (any more).
   */
  async change<R extends ObjectLiteral & { id: string; version: number }>(
    row: EntityTarget<R>,
    id: string,
    version: number,
    values: RowValues<R>,
  ): Promise<void> {
    this.assertOpen();
    const metadata = this.source.getMetadata(row);
    const { text, parameters } = changeStatement(metadata, id, version, values);
    if ((await this.talk.say(text, parameters)).count === 1) return;
    const [current] = (await this.talk.say(versionStatement(metadata), [id])).rows;
    throw current ? stale(current) : notFound();
  }

  /**
   * What is written at the end, in the message that commits: a record of what was done, of which nothing later in the
   * transaction reads. If it cannot be written, nothing was done.
   */
  atLast(text: string, values: readonly SqlValue[]): void {
    this.assertOpen();
    this.last.push({ text, values });
  }

  /** Called by the runner when the database has answered who acts. */
  entered(acting: ActingStaff | undefined): void {
    this.acting = acting;
  }

  /** Called by the runner when the work is done. */
  sayLast(): void {
    for (const { text, values } of this.last) void this.talk.say(text, values);
  }

  /** Called by the runner when the transaction is over. */
  close(): void {
    this.open = false;
  }

  private assertOpen(): void {
    if (!this.open) throw new Error('This transaction is over; its handle cannot be used any more');
  }
}
