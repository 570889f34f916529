import type { AssignmentId, MunicipalityId, OfficeId, OrganisationId, StaffId } from '@madoguchi/kernel';
import type { Request } from 'express';
import type { Ctx } from '../database/ctx';

/** Under which assignment a request acts. Looked up from the session at every request, never kept in it. */
export interface Actor {
  readonly staffId: StaffId;
  readonly staffName: string;
  readonly assignmentId: AssignmentId;
  readonly officeId: OfficeId;
  readonly organisationId: OrganisationId;
  /** The city of the office; absent for offices that serve several. */
  readonly municipalityId: MunicipalityId | undefined;
  readonly role: string;
  readonly permissions: ReadonlySet<string>;
}

/** What the edge attaches to a request before a controller sees it. */
export interface ActingRequest extends Request {
  requestId: string;
  /** Set by identity when a live session and one of its assignments were found. */
  actor?: Actor;
  /** True when somebody is signed in, whatever assignment was named. */
  signedIn?: boolean;
  /** Another system acts, with a token: nothing that belongs to a person's own account is answered. */
  service?: boolean;
  /** The password was chosen by somebody else: only the own account is answered until it is changed. */
  mustChangePassword?: boolean;
  /** 離席ロック of the session. */
  locked?: boolean;
  ctx?: Ctx;
}
