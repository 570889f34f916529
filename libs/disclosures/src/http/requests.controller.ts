import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { BeginReview } from '../application/begin-review';
import { DecideRequest } from '../application/decide-request';
import { EndRequest } from '../application/end-request';
import { ExtendRequest } from '../application/extend-request';
import { PauseRequest } from '../application/pause-request';
import { ReadRequests } from '../application/read-requests';
import { RecordRequest } from '../application/record-request';
import { presentOpened, presentPack, presentRequest } from './present-request';
import {
  AskCorrectionDto,
  DecideRequestDto,
  DisclosurePackDto,
  DisclosureRequestListDto,
  EndCorrectionDto,
  ExtendRequestDto,
  RecordDeliveryDto,
  OpenedRequestDto,
  RecordRequestDto,
  RequestSavedDto,
  RequestVersionDto,
  WithdrawRequestDto,
} from './requests.dto';

@Controller()
export class RequestsController {
  constructor(
    private readonly read: ReadRequests,
    private readonly recordRequest: RecordRequest,
    private readonly pause: PauseRequest,
    private readonly extendRequest: ExtendRequest,
    private readonly beginReview: BeginReview,
    private readonly decideRequest: DecideRequest,
    private readonly endRequest: EndRequest,
  ) {}

  /** Empty for an office that does not hold the person itself. */
  @Get('clients/:id/disclosure-requests')
  @Look('disclosure_requests.write')
  async ofPerson(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<DisclosureRequestListDto> {
    const { holds, requests } = await this.read.list(ctx, personId);
    return { holds, requests: requests.map((one) => presentRequest(one, ctx.clock)) };
  }

  @Post('clients/:id/disclosure-requests')
  @Command('disclosure_requests.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: RecordRequestDto): Promise<RequestSavedDto> {
    return this.recordRequest.run(ctx, { ...body, personId, requestedOn: isoDate(body.requestedOn) });
  }

  @Get('disclosure-requests/:id')
  @Look('disclosure_requests.write')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<OpenedRequestDto> {
    return presentOpened(await this.read.open(ctx, id), ctx.clock);
  }

  @Get('disclosure-requests/:id/pack')
  @Look('disclosure_requests.write')
  async pack(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<DisclosurePackDto> {
    const { request, items } = await this.read.pack(ctx, id);
    return presentPack(request, items);
  }

  @Post('disclosure-requests/:id/ask-correction')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async askCorrection(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AskCorrectionDto): Promise<RequestSavedDto> {
    return this.pause.ask(ctx, { id, version: body.version, askedOn: isoDate(body.askedOn), note: body.note });
  }

  @Post('disclosure-requests/:id/end-correction')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async endCorrection(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EndCorrectionDto): Promise<RequestSavedDto> {
    return this.pause.end(ctx, { id, version: body.version, correctedOn: isoDate(body.correctedOn) });
  }

  @Post('disclosure-requests/:id/extend')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async extend(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ExtendRequestDto): Promise<RequestSavedDto> {
    return this.extendRequest.run(ctx, { id, version: body.version, days: body.days, reason: body.reason, noticedOn: isoDate(body.noticedOn) });
  }

  @Post('disclosure-requests/:id/begin-review')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async begin(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RequestVersionDto): Promise<RequestSavedDto> {
    return this.beginReview.run(ctx, { id, version: body.version });
  }

  @Post('disclosure-requests/:id/decide')
  @HttpCode(200)
  @Command('disclosure_requests.decide')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideRequestDto): Promise<RequestSavedDto> {
    return this.decideRequest.run(ctx, { id, version: body.version, refuseExistence: body.refuseExistence, reason: body.reason });
  }

  @Post('disclosure-requests/:id/deliver')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async deliver(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RecordDeliveryDto): Promise<RequestSavedDto> {
    return this.endRequest.deliver(ctx, { id, version: body.version, on: isoDate(body.deliveredOn) });
  }

  @Post('disclosure-requests/:id/withdraw')
  @HttpCode(200)
  @Command('disclosure_requests.write')
  async withdraw(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: WithdrawRequestDto): Promise<RequestSavedDto> {
    return this.endRequest.withdraw(ctx, { id, version: body.version, on: isoDate(body.withdrawnOn) });
  }
}
