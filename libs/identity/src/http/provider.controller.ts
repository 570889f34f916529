import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { Public, type Settings, SETTINGS } from '@madoguchi/platform';
import type { FastifyReply } from 'fastify';
import { OwnSessions } from '../application/own-sessions';
import { ProviderSignIn } from '../application/provider-sign-in';
import { type Session, Sessions } from '../application/sessions';
import type { AccountRequest } from './proof.guard';
import { BeginProviderSignInDto, ProviderAddressDto, ProviderAnswerDto, ProviderDoneDto, ProviderDto } from './provider.dto';
import { SessionCookie } from './session-cookie';

/**
 * The way over the identity provider. The provider sends the browser back to a page of the screens, which brings the
 * answer here: cookies are SameSite=Strict, and no GET changes anything.
 */
@Controller('session/provider')
export class ProviderController {
  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly sessions: Sessions,
    private readonly own: OwnSessions,
    private readonly cookie: SessionCookie,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Public()
  look(): ProviderDto {
    return { label: this.settings.oidc?.label ?? null };
  }

  @Post('begin')
  @Public()
  @HttpCode(200)
  async begin(@Req() request: AccountRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: BeginProviderSignInDto): Promise<ProviderAddressDto> {
    this.cookie.requireGiveable(request);
    const before = await this.current(request);
    const { address, attempt } = await this.signIn.begin(body.again || before?.locked === true, request.ip);
    this.cookie.give(reply, await this.sessions.keepAttempt(before?.sid, attempt));
    return { address };
  }

  /** Signs in under a new session id, or, behind 離席ロック, opens the lock for the same person. */
  @Post()
  @Public()
  @HttpCode(200)
  async finish(@Req() request: AccountRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: ProviderAnswerDto): Promise<ProviderDoneDto> {
    const before = await this.current(request);
    const locked = before?.locked === true ? before.staff : undefined;
    const staffId = await this.signIn.finish(before?.sid, body, request.ip, locked && { staffId: locked.id });
    if (locked && before) await this.own.open(before.sid, staffId, { by: 'provider' });
    else this.cookie.give(reply, await this.sessions.begin(staffId, before?.sid));
    return { again: before?.attempt?.again === true };
  }

  private async current(request: AccountRequest): Promise<Session | undefined> {
    const sid = this.cookie.read(request);
    return sid === undefined ? undefined : this.sessions.find(sid);
  }
}
