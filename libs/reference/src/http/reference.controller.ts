import { Controller, Get } from '@nestjs/common';
import { fiscalYearOf } from '@madoguchi/kernel';
import { type Ctx, Look, RequestCtx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '../application/reference.facade';
import { ReferenceDto } from './reference.dto';

@Controller('reference')
export class ReferenceController {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly reference: ReferenceFacade,
  ) {}

  /** Every list of codes with its dates and Japanese labels. */
  @Get()
  @Look('today.read')
  async read(@RequestCtx() ctx: Ctx): Promise<ReferenceDto> {
    return this.transactions.read(ctx, async (tx) => {
      const lists = await this.reference.codeLists(tx);
      return {
        today: tx.today,
        fiscalYear: fiscalYearOf(tx.today),
        lists: lists.map((list) => ({
          ...list,
          codes: list.codes.map((one) => ({ ...one, validUntil: one.validUntil === 'infinity' ? null : one.validUntil })),
        })),
        itemGroups: [...(await this.reference.itemGroups(tx))],
      };
    });
  }
}
