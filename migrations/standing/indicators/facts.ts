import { APP, COUNTER, countingView, type StandingObject, view } from '../object';

/** A request that is sent again was sent twice: the fact is the sending. */
const REFERRAL_SENT = `
  select s.id as record_id, s.referral_id, coalesce(p.merged_into, p.id) as person_id, s.municipality_id, s.source_office_id, s.recipient_office_id, s.sent_on
  from referral_sending s join person p on p.id = s.person_id`;
const PLACED = `
  select q.id as record_id, coalesce(p.merged_into, p.id) as person_id, q.municipality_id, q.source_office_id, q.hired_on, q.confirmed_on, q.introduced_on, q.route, q.term, q.hours, q.permanent_employee
  from placement q join person p on p.id = q.person_id
  where q.status = 'confirmed'`;
/** One municipality's: the one that is being counted. */
const counted = (sql: string): string => `select f.* from (${sql}) f where f.municipality_id = nullif(current_setting('app.municipality', true), '')::uuid`;

/**
 * Countable facts: name-free, the same text twice. `fact_*` sees every fact of one municipality through the owner
 * facts, `open_*` is the same definition under the reader's own policies.
 */
export const FACTS: readonly StandingObject[] = [
  countingView(`create view fact_referral_sent as ${counted(REFERRAL_SENT)}`, COUNTER),
  countingView(`create view fact_placement as ${counted(PLACED)}`, COUNTER),
  view(`create view open_referral_sent as ${REFERRAL_SENT}`, APP),
  view(`create view open_placement as ${PLACED}`, APP),
];
