import { step } from './step';

/** After a restore into a server whose transactions count lower, the record goes on counting where it was. */
export const auditRestored = step(
  '0.7.0-audit-restored',
  `
alter table audit_seal add column ahead bigint not null default 0;
comment on column audit_seal.ahead is '[technical] by how much the record counts transactions ahead of this server, as restore-audit signed it';
`,
);
