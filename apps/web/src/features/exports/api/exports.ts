import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';
import { saveAs } from '../../../lib/save-as';

type Schemas = components['schemas'];
export type ExportFile = Schemas['ExportDto'];
export type RequestExport = Schemas['RequestExportDto'];

const EXPORTS_KEY = ['exports'] as const;

const underWay = (file: ExportFile): boolean => file.status === 'queued' || file.status === 'running';

/** One's own exports; read again each second while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: EXPORTS_KEY,
  queryFn: async ({ signal }): Promise<readonly ExportFile[]> => (await dataOf(api.GET('/api/exports', { signal }))).exports,
  refetchInterval: ({ state }) => (state.data?.some(underWay) === true ? 1000 : false),
});

export const requestExport = command({
  spoils: ['exports'],
  send: async (body: RequestExport, key: string): Promise<Schemas['ExportIdDto']> => {
    return dataOf(api.POST('/api/exports', { body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

/** The file itself. Fetched, not linked: the request carries the acting assignment, and a refusal has words. */
export async function downloadExport(file: ExportFile): Promise<void> {
  const { data } = await api.GET('/api/exports/{id}/file', { params: { path: { id: file.id } }, parseAs: 'blob' });
  saveAs(data as unknown as Blob, `outcomes-${file.month}.${file.format}`);
}
