import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { blotMyNumbers } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { understand } from '../domain/search-question';
import { ClientRepository, type Hit } from '../persistence/client.repository';

const PAGE = 50;

export interface SearchAnswer {
  readonly hits: readonly Hit[];
  /** True when there are more than the page holds: the question should be narrowed. */
  readonly more: boolean;
}

/** 相談者検索. It is recorded that a search was made and whom it showed; its text is recorded encrypted. */
@Injectable()
export class SearchClients {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, text: string): Promise<SearchAnswer> {
    return this.transactions.read(ctx, async (tx) => {
      const question = understand(text, tx.today);
      const ids =
        question.kind === 'nothing'
          ? []
          : question.kind === 'number'
            ? await this.repository.idsByNumber(tx, question.number)
            : await this.repository.idsByTokens(tx, question.tokens, PAGE + 1);
      const hits = await this.repository.hits(tx, ids.slice(0, PAGE));
      await this.audit.record(tx, {
        action: 'clients.search',
        subjects: hits.map((hit) => hit.id),
        detail: { kind: question.kind, found: hits.length },
        // What may be a マイナンバー is searched for like any text and found nowhere; the record keeps no digit of it.
        searched: blotMyNumbers(text),
      });
      return { hits: [...hits].sort(byReading), more: ids.length > PAGE };
    });
  }
}

function byReading(a: Hit, b: Hit): number {
  return `${a.familyKana ?? ''}${a.givenKana ?? ''}`.localeCompare(`${b.familyKana ?? ''}${b.givenKana ?? ''}`, 'ja');
}
