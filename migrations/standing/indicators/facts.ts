import { APP, COUNTER, countingFunction, countingView, type StandingObject, view } from '../object';

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
  // The total of a figure for whoever may open a part of it, in the statement that opens: two looks would see two moments.
  // A number and nothing more; persons are counted once each, in the whole window.
  countingFunction(
    `create function figure_total(p_municipality uuid, p_fact text, p_date_basis text, p_routes text[], p_basis text, p_from date, p_until date) returns bigint
  language plpgsql stable as $$
begin
  perform set_config('app.municipality', p_municipality::text, true);
  return (
    with facts as (
      select s.person_id, s.sent_on as date, null::text as route from fact_referral_sent s where p_fact = 'referral_sent'
      union all
      select q.person_id, case p_date_basis when 'confirmed_on' then q.confirmed_on else q.hired_on end, q.route from fact_placement q where p_fact = 'placement')
    select case p_basis when 'persons' then count(distinct f.person_id) else count(*) end from facts f
    where f.date >= p_from and f.date < p_until and (p_fact <> 'placement' or cardinality(p_routes) = 0 or f.route = any (p_routes)));
end $$`,
    APP,
  ),
];
