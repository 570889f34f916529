import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import { type ActingRequest, IdParam, SignedIn } from '@madoguchi/platform';
import { OwnAccount } from '../application/own-account';
import { OwnSessions } from '../application/own-sessions';
import { ChangePasswordDto, ConfirmationCodeDto, EnrolmentDto, OwnSessionsDto, PasswordDto, RecoveryCodesDto } from './session.dto';

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
  async lock(@Req() request: ActingRequest): Promise<void> {
    await this.sessions.lock(request.sessionID, staffIdOf(request));
  }

  @Post('unlock')
  @HttpCode(204)
  @SignedIn({ whileLocked: true })
  async unlock(@Req() request: ActingRequest, @Body() body: PasswordDto): Promise<void> {
    await this.sessions.unlock(request.sessionID, staffIdOf(request), body.password);
  }

  @Get('list')
  @SignedIn()
  async list(@Req() request: ActingRequest): Promise<OwnSessionsDto> {
    const sessions = await this.sessions.list(request.sessionID);
    return { sessions: sessions.map((one) => ({ ...one, createdAt: one.createdAt.toISOString(), seenAt: one.seenAt.toISOString() })) };
  }

  @Delete('list/:id')
  @HttpCode(204)
  @SignedIn()
  async end(@Req() request: ActingRequest, @Param('id', IdParam) id: string): Promise<void> {
    await this.sessions.end(request.sessionID, staffIdOf(request), id);
  }

  /** A new password ends every other session. */
  @Post('password')
  @HttpCode(204)
  @SignedIn()
  async changePassword(@Req() request: ActingRequest, @Body() body: ChangePasswordDto): Promise<void> {
    await this.account.changePassword(staffIdOf(request), request.session.staff?.name ?? '', body.password, body.next);
    await this.sessions.endOthers(request.sessionID);
  }

  @Post('second-factor')
  @HttpCode(200)
  @SignedIn()
  async offer(@Req() request: ActingRequest, @Body() body: PasswordDto): Promise<EnrolmentDto> {
    return this.account.offerSecondFactor(staffIdOf(request), body.password);
  }

  @Post('second-factor/confirm')
  @HttpCode(200)
  @SignedIn()
  async confirm(@Req() request: ActingRequest, @Body() body: ConfirmationCodeDto): Promise<RecoveryCodesDto> {
    return { codes: [...(await this.account.confirmSecondFactor(staffIdOf(request), body.code))] };
  }

  @Post('second-factor/remove')
  @HttpCode(204)
  @SignedIn()
  async remove(@Req() request: ActingRequest, @Body() body: PasswordDto): Promise<void> {
    await this.account.removeSecondFactor(staffIdOf(request), body.password);
  }
}

function staffIdOf(request: ActingRequest): string {
  const id = request.session.staff?.id;
  if (id === undefined) throw new DomainError('unauthenticated', 'unauthenticated', { message: 'サインインしてください。' });
  return id;
}
