import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { todayInTokyo } from '@madoguchi/kernel';
import { type ActingRequest, Public, refusedEntry, type Settings, SETTINGS } from '@madoguchi/platform';
import type { FastifyReply } from 'fastify';
import { type Session, Sessions } from '../application/sessions';
import { tasksOf } from '../domain/office-kind';
import { isRole, permissionsOf, ROLE_LABELS } from '../domain/roles';
import { PasswordStrategy } from './password.strategy';
import { SessionCookie } from './session-cookie';
import { SessionDto, SignInDto } from './session.dto';

@Controller('session')
export class SessionController {
  constructor(
    private readonly passwords: PasswordStrategy,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Signs in. The session id changes, so that a planted one is worth nothing. */
  @Post()
  @Public()
  @HttpCode(200)
  async create(@Body() body: SignInDto, @Req() request: ActingRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionDto> {
    this.cookie.requireGiveable(request);
    const staffId = await this.passwords.authenticate(body, request.ip);
    const sid = await this.sessions.begin(staffId, this.cookie.read(request));
    this.cookie.give(reply, sid);
    return this.present(await this.sessions.find(sid));
  }

  @Get()
  @Public()
  async current(@Req() request: ActingRequest): Promise<SessionDto> {
    return this.present(await this.find(request));
  }

  @Delete()
  @Public()
  @HttpCode(204)
  async end(@Req() request: ActingRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const session = await this.find(request);
    if (session?.staff) await this.audit.recordAccount('identity.sign-out', session.staff.id);
    if (session) await this.sessions.end(session.sid);
    this.cookie.takeBack(reply);
    // Settings of the screens (text size, keys) are this machine's and stay.
    reply.header('Clear-Site-Data', '"cache"');
  }

  private async find(request: ActingRequest): Promise<Session | undefined> {
    const sid = this.cookie.read(request);
    return sid === undefined ? undefined : this.sessions.find(sid);
  }

  private present(session: Session | undefined): SessionDto {
    if (!session?.staff) throw refusedEntry('unauthenticated');
    const { staff, locked } = session;
    return {
      staff: { id: staff.id, name: staff.name },
      today: todayInTokyo(this.settings.clock),
      demo: staff.demo,
      locked,
      secondFactor: staff.secondFactor,
      hasPassword: staff.hasPassword,
      provider: staff.linked && this.settings.oidc !== undefined,
      mustChangePassword: staff.mustChange,
      assignments: staff.assignments.flatMap(({ municipalityId: _unused, officeKind, ...assignment }) =>
        isRole(assignment.role)
          ? [{ ...assignment, takesRequests: tasksOf(officeKind).takesRequests, roleLabel: ROLE_LABELS[assignment.role], permissions: [...permissionsOf(assignment.role)] }]
          : [],
      ),
    };
  }
}
