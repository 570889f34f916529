/** Texts of the questions behind 気になる利用: events of one day of one person of staff become a line that can be opened. */

/** The events of a line; more than these are not listed. */
export const EVENTS = '(array_agg(e.id order by e.at))[1:200]';
export const DAY = "(e.at at time zone 'Asia/Tokyo')::date";
/** Lines of one kind, most striking first. */
export const MOST = 200;
export const PERIOD = 'e.office_id = any((select audit_offices())::uuid[]) and e.at >= p_from and e.at < p_until';
