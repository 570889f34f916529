import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError, todayInTokyo } from '@madoguchi/kernel';
import { type ActingRequest, Public, type Settings, SETTINGS } from '@madoguchi/platform';
import type { Request, Response } from 'express';
import { SessionStore, type SessionStaff } from '../application/session-store';
import { tasksOf } from '../domain/office-kind';
import { isRole, permissionsOf, ROLE_LABELS } from '../domain/roles';
import { PasswordStrategy } from './password.strategy';
import { SessionDto, SignInDto } from './session.dto';
import { logIn, settled } from './sessions';

@Controller('session')
export class SessionController {
  constructor(
    private readonly passwords: PasswordStrategy,
    private readonly sessions: SessionStore,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Signs in. The session id changes, so that a planted one is worth nothing. */
  @Post()
  @Public()
  @HttpCode(200)
  async create(@Body() _body: SignInDto, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionDto> {
    const staffId = await this.passwords.authenticate(request, response);
    await logIn(request, staffId);
    let staff: SessionStaff | undefined;
    await settled((done) =>
      this.sessions.get(request.sessionID, (error, found) => {
        staff = found?.staff;
        done(error);
      }),
    );
    return this.present(staff, false);
  }

  @Get()
  @Public()
  current(@Req() request: ActingRequest): SessionDto {
    return this.present(request.session.staff, request.session.locked === true);
  }

  @Delete()
  @Public()
  @HttpCode(204)
  async end(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    if (request.session.staff) await this.audit.recordAccount('identity.sign-out', request.session.staff.id);
    await settled((done) => request.session.destroy(done));
    response.clearCookie(this.settings.behindProxy ? '__Host-madoguchi' : 'madoguchi', { path: '/' });
  }

  private present(staff: SessionStaff | undefined, locked: boolean): SessionDto {
    if (!staff) throw new DomainError('unauthenticated', 'unauthenticated', { message: 'サインインしてください。' });
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
