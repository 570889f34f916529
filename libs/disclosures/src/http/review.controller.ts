import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { ReviewDisclosureItem } from '../application/review-item';
import { ConsultHolderDto, MarkItemDto, RequestSavedDto } from './requests.dto';

@Controller('disclosure-items')
export class ReviewController {
  constructor(private readonly review: ReviewDisclosureItem) {}

  @Post(':id/mark')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async mark(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: MarkItemDto): Promise<RequestSavedDto> {
    return this.review.mark(ctx, { id, ...body });
  }

  @Post(':id/consult')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async consult(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ConsultHolderDto): Promise<RequestSavedDto> {
    return this.review.consult(ctx, {
      id,
      version: body.version,
      consultedOn: isoDate(body.consultedOn),
      answer: body.answer,
      answeredOn: body.answeredOn === undefined ? undefined : isoDate(body.answeredOn),
    });
  }
}
