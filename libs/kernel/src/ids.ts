/** A UUID in lower case that is known to name a `K`; the brand keeps a case id from being passed as a person id. */
export type Id<K extends string> = string & { readonly __id: K };

export type PersonId = Id<'Person'>;
export type OfficeId = Id<'Office'>;
export type OrganisationId = Id<'Organisation'>;
export type StaffId = Id<'Staff'>;
export type AssignmentId = Id<'Assignment'>;
export type MunicipalityId = Id<'Municipality'>;
export type FollowUpId = Id<'FollowUp'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A fresh random id (UUID version 4). */
export function newId<K extends string>(): Id<K> {
  return crypto.randomUUID() as string as Id<K>;
}

/** True for the text form of a UUID (RFC 9562, versions 1–8), in either case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
