import { step } from './step';

/** The one queue of everything due. */
export const followUpsTables = step(
  '0.2.0-follow-ups',
  `
create table follow_up ( -- [case] The one queue of everything due; belongs to the office that must act
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [technical] city
  office_id uuid not null references office, -- [domain] office that owes the next move
  person_id uuid not null references person deferrable initially deferred, -- [technical] whom it is about
  kind text not null, -- [domain] what is due: a code that a room declares
  subject_id uuid not null, -- [technical] record it comes from
  milestone text not null default '', -- [domain] which of several (1週 1月 3月 6月)
  due_on date not null, -- [domain] 期限
  status text not null check (status in ('open', 'done', 'void')), -- [domain] state
  assignee_id uuid references staff, -- [domain] who; absent = the office's tray
  assigned_at timestamptz not null, -- [technical] since when with this person
  waiting boolean not null default false, -- [domain] 返事待ち: another office owes the move
  remind_on date, -- [technical] next day on which the sweep looks at it; absent = it has not looked yet
  closed_at timestamptz, -- [technical] when done or void
  written_by uuid not null references staff, -- [domain] who caused it
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1, -- [technical] rises with every change
  unique (kind, subject_id, milestone, office_id)
);
create index follow_up_queue on follow_up (office_id, status, due_on, id);
create index follow_up_mine on follow_up (office_id, assignee_id, status, due_on, id);
create index follow_up_remind on follow_up (coalesce(remind_on, '-infinity'), id) where status = 'open';
create index follow_up_person on follow_up (person_id);
create table reminder ( -- [technical] A reminder shown to one member of staff; names nobody
  id uuid primary key, -- [technical] key
  follow_up_id uuid not null references follow_up, -- [technical] what is due
  office_id uuid not null references office, -- [technical] whose queue
  staff_id uuid references staff, -- [technical] for whom; absent = the office
  remind_on date not null, -- [domain] day of the reminder
  created_at timestamptz not null, -- [technical] when
  seen_at timestamptz, -- [technical] when it was looked at
  unique (follow_up_id, remind_on)
);
`,
);
