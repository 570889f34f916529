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

  /** The codes in force today, with their Japanese labels. */
  @Get()
  @Look('today.read')
  async read(@RequestCtx() ctx: Ctx): Promise<ReferenceDto> {
    return this.transactions.read(ctx, async (tx) => {
      const codes = await this.reference.codes(tx, tx.today);
      const kinds = [...new Set(codes.map((one) => one.kind))];
      return {
        today: tx.today,
        fiscalYear: fiscalYearOf(tx.today),
        lists: kinds.map((kind) => ({ kind, codes: codes.filter((one) => one.kind === kind).map(({ code, label }) => ({ code, label })) })),
        itemGroups: [...(await this.reference.itemGroups(tx))],
      };
    });
  }
}
