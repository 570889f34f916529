import type { INestApplication } from '@nestjs/common';
import type { AssignmentId, MunicipalityId, OfficeId, OrganisationId, StaffId } from '@madoguchi/kernel';
import { type ActingRequest, type Settings } from '@madoguchi/platform';
import type { NextFunction, Response } from 'express';
import session from 'express-session';
import passport from 'passport';
import { SessionStore } from '../application/session-store';
import { isRole, permissionsOf } from '../domain/roles';

/** Sessions and passport before the routes, then the actor: which live assignment of the signed-in person was named. */
export function prepareSessions(app: INestApplication, settings: Settings): void {
  passport.serializeUser((user: Express.User, done) => done(null, (user as { id: string }).id));
  passport.deserializeUser((id: string, done) => done(null, { id }));
  app.use(
    '/api',
    session({
      name: settings.behindProxy ? '__Host-madoguchi' : 'madoguchi',
      secret: settings.sessionSecret,
      store: app.get(SessionStore),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'strict', secure: settings.behindProxy, path: '/' },
    }),
    passport.initialize(),
    passport.session(),
    (request: ActingRequest, _response: Response, next: NextFunction) => {
      attachActor(request, settings);
      next();
    },
  );
}

function attachActor(request: ActingRequest, settings: Settings): void {
  // A demo account that signed in before the installation went into production is nobody from then on.
  if (settings.production && request.session.staff?.demo) delete request.session.staff;
  const staff = request.session.staff;
  request.signedIn = staff !== undefined;
  request.locked = request.session.locked === true;
  request.mustChangePassword = staff?.mustChange === true;
  const wanted = request.header('x-assignment');
  const assignment = staff?.assignments.find((one) => one.id === wanted);
  if (staff && assignment && isRole(assignment.role)) {
    request.actor = {
      staffId: staff.id as StaffId,
      staffName: staff.name,
      assignmentId: assignment.id as AssignmentId,
      officeId: assignment.officeId as OfficeId,
      organisationId: assignment.organisationId as OrganisationId,
      municipalityId: (assignment.municipalityId ?? undefined) as MunicipalityId | undefined,
      role: assignment.role,
      permissions: permissionsOf(assignment.role),
    };
  }
}
