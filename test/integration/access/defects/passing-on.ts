import { type Defect, inEveryRun, repolicied, rewritten, rewrittenOnly, sql } from './defect';

const wanted = 'reasons_of_onward_sharing';
const ask = 'onward_ask(uuid, uuid, uuid, uuid, text[], text)';
const decide = 'onward_decide(uuid, integer, text[], text)';
const end = 'onward_end(uuid, integer)';

/** 再提供: the person's consent, the origin's approval, and no more than the passing office itself is let see. */
export const PASSING_ON: readonly Defect[] = [
  inEveryRun(rewritten('an item is passed on that was not approved', wanted, 'unnest(o.approved_groups)', 'unnest(o.item_groups)')),
  rewritten('what waits for approval says already who it is about', wanted, "where o.decision = 'approved'", "where o.decision is distinct from 'refused'"),
  rewritten('an approval that was taken back still opens', wanted, "coalesce(o.ended_at, 'infinity')", "'infinity'::timestamptz"),
  rewritten('what the person took back is still passed on', wanted, "and s.narrowed_at is null and s.purpose = 'support'", "and s.purpose = 'support'"),
  rewritten('what is passed on for support is passed on for reports', wanted, "and s.purpose = 'support'\n    and (s.direction", 'and (s.direction'),
  rewritten('a consent to another office lets it pass', wanted, /and coalesce\(c\.recipient_office_id, o\.recipient_office_id\)[^]*?x\.id = o\.recipient_office_id\)/g, ''),
  inEveryRun(rewritten('the third office sees more than the passing one', 'access_span', "coalesce(l.span, '{}')", 'tstzmultirange(tstzrange(null, null))')),
  rewritten('the recipient takes part in the consent before the approval', 'parties_of_onward_sharing', "where o.decision = 'approved'", ''),
  rewrittenOnly('anybody of the origin answers', decide, 'not actor_is_supervisor() or', ''),
  rewrittenOnly('another office answers for the origin', decide, 'and o.origin_office_id = current_office()', ''),
  rewrittenOnly('a protected person is let pass', decide, 'and protection_in_force(v_asked.person_id)', 'and false'),
  rewrittenOnly('anybody of the origin takes an approval back', end, 'origin_office_id = current_office() and actor_is_supervisor()', 'origin_office_id = current_office()'),
  rewrittenOnly('a stranger ends a passing on', end, /and \(source_office_id = current_office\(\)[^;]*;/g, ';'),
  rewrittenOnly('what was not received is passed on', ask, "raise exception 'not received' using errcode = '42501';", 'null;'),
  rewrittenOnly('the own organisation is passed to', ask, 'and f.organisation_id <> current_organisation()', ''),
  rewrittenOnly('what the person did not let pass is asked for', ask, "raise exception 'no consent' using errcode = '42501';", 'null;'),
  rewrittenOnly('another office’s sources are read', 'onward_origins(uuid)', 'r.grantee_office_id = current_office() and', ''),
  rewrittenOnly('who takes no part reads what is let see', 'onward_visible(uuid)', /and exists \(select 1 from record_party[^$]*\$/g, '$'),
  rewrittenOnly('what rests on a consent is read by anybody', 'onward_under(uuid)', 'and k.source_office_id = current_office()', ''),
  rewrittenOnly('a consent that was not withdrawn ends what rests on it', 'onward_end_under(uuid)', "raise exception 'not withdrawn' using errcode = '42501';", 'null;'),
  sql('the application makes it work by itself', 'grant execute on function onward_works(uuid) to madoguchi_app'),
  sql('onward_sharing: everybody reads it', 'alter policy onward_sharing_read on onward_sharing using (true)'),
  repolicied('onward_sharing: the recipient reads where a protected person goes', 'onward_sharing', 'onward_sharing_read', 'using', /person_protected\(person_id\)/, 'false'),
  sql('onward_sharing: the application writes it', 'grant update on onward_sharing to madoguchi_app; create policy convenience on onward_sharing for update to madoguchi_app using (true)'),
];
