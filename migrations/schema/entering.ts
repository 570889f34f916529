import { step } from './step';

/** What a request is let in by, where the database asks it: permissions of roles, and who an assignment makes of its holder. */
export const entering = step(
  '0.4.0-entering',
  `
create table role_permission ( -- [reference] What a role may do, as the product's own list says
  role text not null, -- [domain] role
  permission text not null, -- [domain] permission of routes
  primary key (role, permission)
);
alter table actor add column municipality_id uuid, add column permissions text[] not null default '{}';
comment on column actor.municipality_id is '[technical] the city of the office; absent for offices that serve several';
comment on column actor.permissions is '[domain] what the role may do';
`,
);
