import { step } from './step';

/**
 * A 秘匿 of an office's own works for some open days and is prolonged by two persons; a 支援措置 may be another municipality's, and
 * ends by that municipality's answer. A 秘匿 of before works two weeks more: who keeps it is asked at once.
 */
export const localMarks = step(
  '0.6.0-local-marks',
  `
alter table protection
  add column lapses_at timestamptz,
  add column prolong_asked_by uuid references staff,
  add column prolong_asked_at timestamptz,
  add column prolong_reason text check (length(prolong_reason) <= 400),
  add column danger_at_registrar boolean,
  add column kept_by text check (length(kept_by) between 1 and 60),
  add column answered_on date,
  add column answered_by text check (length(answered_by) between 1 and 60);
update protection set lapses_at = date_trunc('day', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo' + interval '14 days' where kind = 'local';
alter table protection
  add check ((kind = 'local') = (lapses_at is not null)),
  add check (kind = 'local' or (prolong_asked_by is null and danger_at_registrar is null)),
  add check (kind = 'official' or (kept_by is null and answered_on is null)),
  add check ((prolong_asked_by is null) = (prolong_asked_at is null) and (prolong_asked_by is null) = (prolong_reason is null)),
  add check ((answered_on is null) = (answered_by is null));
comment on column protection.lapses_at is '[domain] 秘匿: works until then, half-open, unless two persons prolong it; a 支援措置 has no such end';
comment on column protection.prolong_asked_by is '[domain] who asked to prolong it; absent when nobody did or it was done';
comment on column protection.prolong_asked_at is '[technical] when';
comment on column protection.prolong_reason is '[sensitive] why it is prolonged';
comment on column protection.danger_at_registrar is '[sensitive] 秘匿: client or keeper says that the danger is in the office that registered the person: nobody there is told';
comment on column protection.kept_by is '[domain] 支援措置を実施する市区町村, where it is another one';
comment on column protection.answered_on is '[domain] when the municipality that keeps the measure answered that it is over';
comment on column protection.answered_by is '[personal] who answered there';
insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, written_by, entered_at)
select gen_random_uuid(), p.municipality_id, p.source_office_id, p.person_id, 'protection_expiry', p.id, (now() at time zone 'Asia/Tokyo')::date, 'open', now(), p.written_by, now()
from protection p where p.kind = 'local' and p.ended_at is null;
`,
);
