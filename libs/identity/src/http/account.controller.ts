import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { IdParam, refusedEntry, SignedIn } from '@madoguchi/platform';
import { OwnAccount, type OwnSignIn } from '../application/own-account';
import { OwnSessions } from '../application/own-sessions';
import type { Session, SessionStaff } from '../application/sessions';
import type { AccountRequest } from './proof.guard';
import { ChangePasswordDto, ConfirmationCodeDto, EndSessionDto, EnrolmentDto, OwnSessionsDto, PasswordDto, RecoveryCodesDto } from './session.dto';

/** One's own account and sessions; they belong to the person, so no assignment is named. */
@Controller('session')
export class AccountController {
  constructor(
    private readonly account: OwnAccount,
    private readonly sessions: OwnSessions,
  ) {}

  @Post('lock')
  @HttpCode(204)
  @SignedIn({ whileLocked: true })
  async lock(@Req() request: AccountRequest): Promise<void> {
    await this.sessions.lock(sessionOf(request));
  }

  @Post('unlock')
  @HttpCode(204)
  @SignedIn({ whileLocked: true })
  async unlock(@Req() request: AccountRequest, @Body() body: PasswordDto): Promise<void> {
    await this.sessions.unlock(sessionOf(request), staffOf(request).id, body.password);
  }

  @Get('list')
  @SignedIn()
  async list(@Req() request: AccountRequest): Promise<OwnSessionsDto> {
    const sessions = await this.sessions.list(sidOf(request));
    return { sessions: sessions.map((one) => ({ ...one, createdAt: one.createdAt.toISOString(), seenAt: one.seenAt.toISOString() })) };
  }

  @Post('list/:id/end')
  @HttpCode(204)
  @SignedIn()
  async end(@Req() request: AccountRequest, @Param('id', IdParam) id: string, @Body() body: EndSessionDto): Promise<void> {
    await this.sessions.end(sidOf(request), staffOf(request).id, id, body.password ?? '');
  }

  /** A new password ends every other session. */
  @Post('password')
  @HttpCode(204)
  @SignedIn()
  async changePassword(@Req() request: AccountRequest, @Body() body: ChangePasswordDto): Promise<void> {
    await this.account.changePassword(signInOf(request), body.password, body.next);
  }

  @Post('second-factor')
  @HttpCode(200)
  @SignedIn()
  async offer(@Req() request: AccountRequest, @Body() body: PasswordDto): Promise<EnrolmentDto> {
    return this.account.offerSecondFactor(signInOf(request), body.password);
  }

  @Post('second-factor/confirm')
  @HttpCode(200)
  @SignedIn()
  async confirm(@Req() request: AccountRequest, @Body() body: ConfirmationCodeDto): Promise<RecoveryCodesDto> {
    return { codes: [...(await this.account.confirmSecondFactor(signInOf(request), body.code))] };
  }

  @Post('second-factor/remove')
  @HttpCode(204)
  @SignedIn()
  async remove(@Req() request: AccountRequest, @Body() body: PasswordDto): Promise<void> {
    await this.account.removeSecondFactor(signInOf(request), body.password);
  }
}

function staffOf({ session }: AccountRequest): SessionStaff {
  if (!session?.staff) throw refusedEntry('unauthenticated');
  return session.staff;
}

function signInOf(request: AccountRequest): OwnSignIn {
  const { id, name } = staffOf(request);
  return { sid: sidOf(request), staffId: id, name };
}

function sidOf(request: AccountRequest): string {
  return sessionOf(request).sid;
}

function sessionOf({ session }: AccountRequest): Session {
  if (!session) throw refusedEntry('unauthenticated');
  return session;
}
