import { Injectable } from '@nestjs/common';
import { DomainError, invalidField, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { withoutMyNumbers } from '../domain/draft-body';
import { type Draft, DraftRepository } from '../persistence/draft.repository';

const NAME = /^[a-z0-9-]{1,60}$/;
const LARGEST_CHARACTERS = 60_000;

/**
 * Server drafts: what was typed and not yet saved survives a crash, a lock and another machine. A draft is no record:
 * it is unchecked, seen by its author only, and gone when the author saves or discards. It is written while somebody types,
 * before anybody could be asked: what may be a マイナンバー is blotted out of it, unless its field was answered for.
 */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly drafts: DraftRepository,
  ) {}

  async save(
    ctx: Ctx,
    kind: string,
    subject: string,
    body: Readonly<Record<string, unknown>>,
    answered: readonly string[] = [],
  ): Promise<{ readonly savedAt: string }> {
    checkNames(kind, subject);
    if (JSON.stringify(body).length > LARGEST_CHARACTERS) {
      throw new DomainError('too_large', 'too_large', { message: '下書きが長すぎます。分けて登録してください。' });
    }
    return this.transactions.run(ctx, async (tx) => {
      await this.drafts.save(tx, kind, subject, withoutMyNumbers(body, answered));
      return { savedAt: tx.now.toISOString() };
    });
  }

  async find(ctx: Ctx, kind: string, subject: string): Promise<Draft> {
    checkNames(kind, subject);
    return this.transactions.read(ctx, async (tx) => {
      const draft = await this.drafts.find(tx, kind, subject);
      if (!draft) throw notFound();
      return draft;
    });
  }

  async list(ctx: Ctx): Promise<readonly Omit<Draft, 'body'>[]> {
    return this.transactions.read(ctx, (tx) => this.mine(tx));
  }

  /** For a room that shows them among other things. */
  async mine(tx: Tx): Promise<readonly Omit<Draft, 'body'>[]> {
    return this.drafts.list(tx);
  }

  async discard(ctx: Ctx, kind: string, subject: string): Promise<void> {
    checkNames(kind, subject);
    await this.transactions.run(ctx, (tx) => this.drafts.discard(tx, kind, subject));
  }
}

function checkNames(kind: string, subject: string): void {
  if (!NAME.test(kind) || !NAME.test(subject)) throw invalidField('subject', 'format', '下書きの名前が正しくありません。画面を読み込み直してください。');
}
