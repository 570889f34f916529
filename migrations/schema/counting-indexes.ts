import { outside } from './step';

/** What a plan page counts is read from indexes alone: a year of one city, and the few persons that were merged. */
export const countingIndexes = outside(
  '0.3.0-counting-indexes',
  'drop index concurrently if exists referral_sending_counted',
  'create index concurrently referral_sending_counted on referral_sending (municipality_id, sent_on) include (id, referral_id, person_id)',
  'drop index concurrently if exists placement_hired',
  "create index concurrently placement_hired on placement (municipality_id, hired_on) include (id, person_id, route) where status = 'confirmed'",
  'drop index concurrently if exists placement_confirmed',
  "create index concurrently placement_confirmed on placement (municipality_id, confirmed_on) include (id, person_id, route) where status = 'confirmed'",
  'drop index concurrently if exists person_merged',
  'create index concurrently person_merged on person (id) include (merged_into) where merged_into is not null',
  'drop index concurrently if exists referral_sending_facts',
  'drop index concurrently if exists placement_facts',
);
