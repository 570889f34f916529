import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { AdministerAssignments } from '../application/administer-assignments';
import { AddAssignmentDto, AssignmentSavedDto, EndAssignmentDto, TransfersDto, TransfersSavedDto } from './accounts.dto';

/** 所属と人事異動, by date. */
@Controller()
export class AssignmentsController {
  constructor(private readonly assignments: AdministerAssignments) {}

  @Post('accounts/:id/assignments')
  @Command('accounts.manage')
  async add(@RequestCtx() ctx: Ctx, @Param('id', IdParam) staffId: string, @Body() body: AddAssignmentDto): Promise<AssignmentSavedDto> {
    const lastDay = body.lastDay === undefined ? undefined : isoDate(body.lastDay);
    return this.assignments.add(ctx, { staffId, officeId: body.officeId, role: body.role, validFrom: isoDate(body.validFrom), lastDay });
  }

  @Post('assignments/:id/end')
  @HttpCode(200)
  @Command('accounts.manage')
  async end(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EndAssignmentDto): Promise<AssignmentSavedDto> {
    return this.assignments.end(ctx, id, body.lastDay === undefined ? undefined : isoDate(body.lastDay));
  }

  @Post('assignments/:id/cancel')
  @HttpCode(204)
  @Command('accounts.manage')
  async cancel(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<void> {
    await this.assignments.cancel(ctx, id);
  }

  @Post('transfers')
  @Command('accounts.manage')
  async transfer(@RequestCtx() ctx: Ctx, @Body() body: TransfersDto): Promise<TransfersSavedDto> {
    const saved = await this.assignments.transfer(ctx, isoDate(body.day), body.moves);
    return { ids: [...saved.ids] };
  }
}
