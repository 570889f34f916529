import { notFound, stale, todayInTokyo, type IsoDate } from '@madoguchi/kernel';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ActingStaff, Ctx } from './ctx';
import { withFieldNames } from './row-names';
import { changeStatement, insertStatement, insertTogetherStatement, type NewRow, type RowValues } from './row-statements';

/** Values that the driver sends as parameters. */
export type SqlValue = string | number | boolean | Date | null | Buffer | readonly string[] | readonly number[] | readonly boolean[];

/**
 * One transaction under one actor: the only handle on the database that rooms get. It works until its transaction
 * ends and refuses afterwards, so that a forgotten promise cannot write outside it.
 */
export class Tx {
  private open = true;
  private day: IsoDate | undefined;

  constructor(
    readonly ctx: Ctx,
    private readonly manager: EntityManager,
    private readonly acting?: ActingStaff,
  ) {}

  /**
   * Who acts, for what is written down. What may be seen is asked of the database live, by every policy.
   * @throws DomainError `not_found` when the assignment is not live (any more).
   */
  get actor(): ActingStaff {
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
   * written in the source; input goes into `values` only.
   */
  async query<T extends object>(text: string, values: readonly SqlValue[] = []): Promise<T[]> {
    this.assertOpen();
    return withFieldNames<T>(await this.manager.query<object[]>(text, [...values]));
  }

  /** Adds a row, or rows of one kind, without reading back: RETURNING would have to pass the read policy as well. */
  async insert<R extends ObjectLiteral>(row: EntityTarget<R>, values: RowValues<R> | readonly RowValues<R>[]): Promise<void> {
    this.assertOpen();
    const list = (Array.isArray(values) ? values : [values]) as readonly RowValues<R>[];
    if (list.length === 0) return;
    const { text, parameters } = insertStatement(this.manager.dataSource.getMetadata(row), list);
    await this.manager.query(text, parameters);
  }

  /**
   * Adds rows of several kinds in one statement. None of them sees another: what a policy or trigger of one looks for must
   * stand there before.
   */
  async insertTogether(...rows: readonly NewRow[]): Promise<void> {
    this.assertOpen();
    const { text, parameters } = insertTogetherStatement(
      rows.map(({ row, values }) => ({ metadata: this.manager.dataSource.getMetadata(row), values })),
    );
    await this.manager.query(text, parameters);
  }

  /**
   * Changes one row whose version is still the one that was read, and raises the version.
   * @throws DomainError `stale` with the stored row, or `not_found` when it cannot be read (any more).
   */
  async change<R extends ObjectLiteral & { id: string; version: number }>(
    row: EntityTarget<R>,
    id: string,
    version: number,
    values: RowValues<R>,
  ): Promise<void> {
    this.assertOpen();
    const { text, parameters } = changeStatement(this.manager.dataSource.getMetadata(row), id, version, values);
    const [, affected] = await this.manager.query<[unknown[], number]>(text, parameters);
    if (affected === 1) return;
    const current = await this.manager.createQueryBuilder(row, 'r').where('r.id = :id', { id }).getOne();
    throw current ? stale(current) : notFound();
  }

  /** Called by the runner when the transaction is over. */
  close(): void {
    this.open = false;
  }

  private assertOpen(): void {
    if (!this.open) throw new Error('This transaction is over; its handle cannot be used any more');
  }
}
