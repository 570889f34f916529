import { step } from './step';

/** A session begins by a proof that only a process with the master key makes: HMAC-SHA-256, whose key lies here and is the gate's. */
export const sessionProofs = step(
  '0.7.0-session-proofs',
  `
create table session_key ( -- [technical] What the beginning of a session is checked with
  single boolean primary key default true check (single), -- [technical] there is one
  key_id text not null, -- [technical] from which master key it comes
  inner_pad bytea not null check (length(inner_pad) = 64), -- [technical] key of the inner hash, mixed with its constant
  outer_pad bytea not null check (length(outer_pad) = 64) -- [technical] the same of the outer one
);
create table session_proof ( -- [technical] Proofs of the last seconds: none is taken twice
  sid_hash text primary key, -- [technical] hash of the session's id
  used_at timestamptz not null -- [technical] when, by the clock of the database
);
create index session_proof_used on session_proof (used_at);
`,
);
