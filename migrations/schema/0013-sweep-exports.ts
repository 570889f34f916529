import { step } from '../ddl';

/** The bytes of an export go when nobody may download them any more; that the file was there, and of whom, stays on record. */
export const SweepExports = step(
  13,
  'SweepExports',
  `
create policy export_chunk_sweep on export_chunk for delete to madoguchi_worker using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at <= (select app_now())));
create policy export_chunk_sweep_read on export_chunk for select to madoguchi_worker using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at <= (select app_now())));
grant select (expires_at) on export_file to madoguchi_worker;
grant select (export_id), delete on export_chunk to madoguchi_worker;
`,
);
