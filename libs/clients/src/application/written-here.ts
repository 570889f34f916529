import type { MunicipalityId, OfficeId, OrganisationId, PersonId, StaffId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

/** The columns of every row about a person, for a row that the acting office writes now. */
export interface Provenance {
  readonly personId: PersonId;
  readonly municipalityId: MunicipalityId;
  readonly sourceOfficeId: OfficeId;
  readonly sourceOrganisationId: OrganisationId;
  readonly writtenBy: StaffId;
  readonly enteredAt: Date;
  readonly version: 1;
}

/** The columns and nothing else: nobody is asked, nothing is granted. For more of what the office has begun to write already. */
export function writtenHere(tx: Tx, about: { readonly personId: string; readonly municipalityId: string }): Provenance {
  const { officeId, organisationId, staffId } = tx.actor;
  return {
    personId: about.personId as PersonId,
    municipalityId: about.municipalityId as MunicipalityId,
    sourceOfficeId: officeId,
    sourceOrganisationId: organisationId,
    writtenBy: staffId,
    enteredAt: tx.now,
    version: 1,
  };
}
