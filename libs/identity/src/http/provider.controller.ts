import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { type ActingRequest, Public, type Settings, SETTINGS } from '@madoguchi/platform';
import { OwnSessions } from '../application/own-sessions';
import { ProviderSignIn } from '../application/provider-sign-in';
import { BeginProviderSignInDto, ProviderAddressDto, ProviderAnswerDto, ProviderDoneDto, ProviderDto } from './provider.dto';
import { logIn, saveSession } from './sessions';

/**
 * The way over the identity provider. The provider sends the browser back to a page of the screens, which brings the
 * answer here: cookies are SameSite=Strict, and no GET changes anything.
 */
@Controller('session/provider')
export class ProviderController {
  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly sessions: OwnSessions,
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
  async begin(@Req() request: ActingRequest, @Body() body: BeginProviderSignInDto): Promise<ProviderAddressDto> {
    const { address, attempt } = await this.signIn.begin(body.again || request.locked === true, request.ip ?? '-');
    request.session.attempt = attempt;
    await saveSession(request);
    return { address };
  }

  /** Signs in under a new session id, or, behind 離席ロック, opens the lock for the same person. */
  @Post()
  @Public()
  @HttpCode(200)
  async finish(@Req() request: ActingRequest, @Body() body: ProviderAnswerDto): Promise<ProviderDoneDto> {
    const again = request.session.attempt?.again === true;
    delete request.session.attempt;
    const staff = request.locked ? request.session.staff : undefined;
    const staffId = await this.signIn.finish(request.sessionID, body, request.ip ?? '-', staff && { staffId: staff.id });
    if (staff) await this.sessions.open(request.sessionID);
    else await logIn(request, staffId);
    return { again };
  }
}
