import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const rooms = resolve(__dirname, '../../../libs');

/** Every kind of due item that a source declares, with the room in which the declaration stands. */
export function kindsInSource(): readonly { readonly room: string; readonly code: string }[] {
  const files = readdirSync(rooms, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return files.flatMap((file) =>
    [...readFileSync(join(rooms, file), 'utf8').matchAll(/declareFollowUpKind\(\s*'([^']+)'/g)].map(([, code = '']) => ({ room: file.split('/')[0] ?? '', code })),
  );
}
