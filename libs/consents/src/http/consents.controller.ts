import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { type ConsentLine, ListConsents } from '../application/list-consents';
import { ListForms } from '../application/list-forms';
import { NarrowConsent } from '../application/narrow-consent';
import { RecordConsent } from '../application/record-consent';
import { RenewConsent } from '../application/renew-consent';
import { RehearseWithdrawal } from '../application/rehearse-withdrawal';
import { WithdrawConsent } from '../application/withdraw-consent';
import {
  ConsentDto,
  ConsentFormListDto,
  ConsentListDto,
  ConsentSavedDto,
  NarrowConsentDto,
  RecordConsentDto,
  RenewConsentDto,
  WithdrawalRehearsalDto,
  WithdrawConsentDto,
} from './consents.dto';

@Controller()
export class ConsentsController {
  constructor(
    private readonly listForms: ListForms,
    private readonly listConsents: ListConsents,
    private readonly recordConsent: RecordConsent,
    private readonly renewConsent: RenewConsent,
    private readonly narrowConsent: NarrowConsent,
    private readonly rehearseWithdrawal: RehearseWithdrawal,
    private readonly withdrawConsent: WithdrawConsent,
  ) {}

  @Get('consents/forms')
  @Look('clients.read')
  async forms(@RequestCtx() ctx: Ctx): Promise<ConsentFormListDto> {
    const forms = await this.listForms.run(ctx);
    return { forms: forms.map((form) => ({ ...form, scopes: [...form.scopes] })) };
  }

  /** Those that the acting office took, and those in force for it as the recipient. */
  @Get('clients/:id/consents')
  @Look('clients.read')
  async list(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<ConsentListDto> {
    return { consents: (await this.listConsents.run(ctx, personId)).map(present) };
  }

  @Post('clients/:id/consents')
  @Command('consents.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: RecordConsentDto): Promise<ConsentSavedDto> {
    return this.recordConsent.run(ctx, { ...body, personId });
  }

  /** A new paper for the same recipient, before or after the end of the old one. */
  @Post('consents/:id/renew')
  @HttpCode(200)
  @Command('consents.write')
  async renew(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RenewConsentDto): Promise<ConsentSavedDto> {
    return this.renewConsent.run(ctx, { ...body, id });
  }

  /** Takes some items back and leaves the rest. */
  @Post('consents/:id/narrow')
  @HttpCode(200)
  @Command('consents.withdraw')
  async narrow(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: NarrowConsentDto): Promise<ConsentSavedDto> {
    return this.narrowConsent.run(ctx, { id, version: body.version, narrowedOn: isoDate(body.narrowedOn), groups: body.groups });
  }

  /** Tells what a withdrawal would do; changes nothing. */
  @Get('consents/:id/withdrawal-rehearsal')
  @Look('consents.withdraw')
  async rehearse(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<WithdrawalRehearsalDto> {
    const { openReferrals, exports, closesGroups, ...counts } = await this.rehearseWithdrawal.run(ctx, id);
    return { ...counts, openReferrals: [...openReferrals], exports: [...exports], closesGroups: [...closesGroups] };
  }

  @Post('consents/:id/withdraw')
  @HttpCode(200)
  @Command('consents.withdraw')
  async withdraw(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: WithdrawConsentDto): Promise<ConsentSavedDto> {
    return this.withdrawConsent.run(ctx, { ...body, id });
  }
}

function present(consent: ConsentLine): ConsentDto {
  return {
    id: consent.id,
    recipientOfficeId: consent.recipientOfficeId,
    recipientOfficeIds: [...consent.recipientOfficeIds],
    recipientName: consent.recipientName,
    formId: consent.formId,
    formName: consent.formName,
    wordingVersion: consent.wordingVersion,
    wording: consent.wording,
    givenOn: consent.givenOn,
    method: consent.method,
    witness: consent.witness,
    validFrom: consent.validFrom,
    lastDay: consent.lastDay,
    withdrawnOn: consent.withdrawnOn,
    state: consent.state,
    scopes: [...consent.scopes],
    narrowed: [...consent.narrowed],
    version: consent.version,
    mine: consent.mine,
    paper: consent.paper === null ? null : { mediaType: consent.paper.mediaType, bytes: consent.paper.bytes, sha256: consent.paper.sha256, storedAt: consent.paper.storedAt },
  };
}
