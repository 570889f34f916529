import type { RecordOf } from '@madoguchi/kernel';

/** A word as it came in: its list, the code (an absent one is not asked for), and the field and label that tell where it is wrong. */
export type AskedCode = readonly [kind: string, code: string | null | undefined, field: string, label: string];

/** The words of a described record as they were filled in, to be asked at once. */
export function codesOf(record: RecordOf, values: object): readonly AskedCode[] {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.entries(record.fields).flatMap(([name, field]) => {
    const code = given.get(name);
    return field.kind === 'code' && typeof code === 'string' && code !== '' ? [[field.list, code, name, field.label] as const] : [];
  });
}
