import type { AssignmentId, Clock, MunicipalityId, OfficeId, OrganisationId, Purpose, StaffId } from '@madoguchi/kernel';

import type { Entry } from './entry';

/** Why a record is opened; declared by the route like its permission, never sent by the client. */
export type { Purpose };

/** A command that may be repeated: the same key with the same body gives the same answer and does nothing twice. */
export interface CommandKey {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
}

/** Under whom, why and when a piece of work is done. One request has one. */
export interface Ctx {
  /** Staff x office x role; the database looks up the rest, so that a disabled account sees nothing at once. */
  readonly assignmentId: AssignmentId;
  readonly purpose: Purpose;
  readonly requestId: string;
  readonly clock: Clock;
  readonly command?: CommandKey;
  /** Of a request. Work that was asked for earlier, and an operator's, has none and names the assignment alone. */
  readonly entry?: Entry;
}

/** Who acts in a transaction, as the database saw it when the transaction began. For what is written down, never for access. */
export interface ActingStaff {
  readonly staffId: StaffId;
  readonly officeId: OfficeId;
  readonly organisationId: OrganisationId;
  /** Absent for offices that serve several cities. */
  readonly municipalityId: MunicipalityId | null;
  readonly role: string;
}
