import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { type ConsentLine, ListConsents } from '../application/list-consents';
import { ListForms } from '../application/list-forms';
import { RecordConsent } from '../application/record-consent';
import { RehearseWithdrawal } from '../application/rehearse-withdrawal';
import { WithdrawConsent } from '../application/withdraw-consent';
import {
  ConsentDto,
  ConsentFormListDto,
  ConsentListDto,
  ConsentSavedDto,
  RecordConsentDto,
  WithdrawalRehearsalDto,
  WithdrawConsentDto,
} from './consents.dto';

@Controller()
export class ConsentsController {
  constructor(
    private readonly listForms: ListForms,
    private readonly listConsents: ListConsents,
    private readonly recordConsent: RecordConsent,
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
    return this.recordConsent.run(ctx, {
      personId,
      recipientOfficeId: body.recipientOfficeId,
      formId: body.formId,
      givenOn: isoDate(body.givenOn),
      method: body.method,
      witness: body.witness,
      lastDay: body.lastDay === undefined ? undefined : isoDate(body.lastDay),
      scopes: body.scopes,
    });
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
    return this.withdrawConsent.run(ctx, {
      id,
      version: body.version,
      withdrawnOn: isoDate(body.withdrawnOn),
      supportContinues: body.supportContinues,
      note: body.note,
    });
  }
}

function present(consent: ConsentLine): ConsentDto {
  return {
    id: consent.id,
    recipientOfficeId: consent.recipientOfficeId,
    recipientOfficeName: consent.recipientOfficeName,
    formName: consent.formName,
    wordingVersion: consent.wordingVersion,
    givenOn: consent.givenOn,
    method: consent.method,
    witness: consent.witness,
    validFrom: consent.validFrom,
    lastDay: consent.lastDay,
    withdrawnOn: consent.withdrawnOn,
    state: consent.state,
    scopes: [...consent.scopes],
    version: consent.version,
    mine: consent.mine,
  };
}
