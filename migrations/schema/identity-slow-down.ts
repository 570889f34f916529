import { step } from './step';

/** Wrong passwords and codes make the next try wait; nobody holds a lock that keeps somebody else out. */
export const slowDown = step(
  '0.6.0-identity-slow-down',
  `
create table sign_in_try ( -- [technical] Wrong tries to prove who one is, for known and unknown logins alike; gone a day after the last one
  key bytea primary key check (length(key) = 32), -- [technical] keyed hash of what is slowed down: a login at an address, an address, a session, the codes of an account
  failures integer not null, -- [technical] wrong tries since the last good one
  failed_at timestamptz not null, -- [technical] the last of them
  rests_until timestamptz not null -- [technical] nothing is tried before
);
create index sign_in_try_failed on sign_in_try (failed_at);
`,
);
