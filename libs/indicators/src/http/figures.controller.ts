import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
import { type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { OpenFigure } from '../application/open-figure';
import { ReadFigures } from '../application/read-figures';
import { FigureRecordsDto, FiguresDto } from '../contract/figure.dto';

@Controller('annual-plans/:id/figures')
export class FiguresController {
  constructor(
    private readonly readFigures: ReadFigures,
    private readonly openFigure: OpenFigure,
  ) {}

  @Get()
  @Look('annual_plans.read', 'report')
  async read(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<FiguresDto> {
    return this.readFigures.run(ctx, id);
  }

  @Get(':lineKey/:part/records')
  @Look('annual_plans.read', 'report')
  async records(
    @RequestCtx() ctx: Ctx,
    @Param('id', IdParam) id: string,
    @Param('lineKey') lineKey: string,
    @Param('part', ParseIntPipe) part: number,
  ): Promise<FigureRecordsDto> {
    return this.openFigure.run(ctx, id, lineKey, part);
  }
}
