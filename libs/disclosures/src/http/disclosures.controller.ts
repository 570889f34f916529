import { Controller, Get, Param } from '@nestjs/common';
import { type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { ListDisclosures } from '../application/list-disclosures';
import { DisclosureListDto } from './disclosures.dto';

@Controller()
export class DisclosuresController {
  constructor(private readonly disclosures: ListDisclosures) {}

  /** Empty for an office that does not hold the person itself. */
  @Get('clients/:id/disclosures')
  @Look('clients.read')
  async ofPerson(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<DisclosureListDto> {
    const lines = await this.disclosures.run(ctx, personId);
    return { disclosures: lines.map((line) => ({ ...line, itemGroups: [...line.itemGroups] })) };
  }
}
