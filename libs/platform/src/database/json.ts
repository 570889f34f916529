/**
 * Parts of an answer that the database writes as JSON. A part is a SELECT whose columns bear the names of the fields; its
 * text stands in the source and is never made of input.
 */

/** The one row of a part, or null. */
export function jsonOf(part: string): string {
  return `(select row_to_json(part) from (${part}) part)`;
}

/** The rows of a part in its order; an empty list where there are none. */
export function jsonList(part: string): string {
  return `(select coalesce(json_agg(part), '[]') from (${part}) part)`;
}
