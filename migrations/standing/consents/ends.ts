/** The moments that end a consent c, whichever comes first. */
export const CONSENT_END = `c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity')`;
