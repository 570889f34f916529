import { GATE, type StandingObject, view } from '../object';

/** What this room offers to the derivation of access. */
export const CLIENTS_FOR_THE_GATE: readonly StandingObject[] = [
  // Of the groups of which an organisation keeps one record for all its offices: which office wrote it.
  view(
    `create view writers_of_clients as
  select k.person_id, k.source_organisation_id, 'contact' as item_group, k.source_office_id from person_contact k
  union all
  select m.person_id, m.source_organisation_id, 'household', m.source_office_id from household_member m`,
    GATE,
  ),
  // By what a person can be searched, for readers of the group; `k:` and the whole reading tells who may be the same.
  view(
    `create view tokens_of_clients as
  select b.person_id, b.source_organisation_id, 'basic' as item_group, t.token
  from person_basic b cross join lateral unnest(b.search_tokens || ('k:' || reading_key(b.family_kana || b.given_kana))) as t(token)
  union
  select k.person_id, k.source_organisation_id, 'contact', t.token from person_contact k cross join lateral unnest(k.search_tokens) as t(token)`,
    GATE,
  ),
];
