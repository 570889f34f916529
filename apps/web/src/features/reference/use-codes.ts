import { useQuery } from '@tanstack/react-query';
import type { Choice } from '../../components/choices';
import { referenceQuery } from './api/reference';

export interface Codes {
  /** Label of a code; the code itself while the list is on its way or the code is unknown. */
  readonly label: (kind: string, code: string | null | undefined) => string;
  /** Choices of a list; `codes` fixes which ones and their order. */
  readonly choices: <const V extends string = string>(kind: string, codes?: readonly V[]) => readonly Choice<V>[];
  readonly itemGroup: (code: string) => string;
  readonly itemGroups: readonly Choice[];
  /** Whether the group tells where a person can be found. */
  readonly locates: (group: string) => boolean;
}

export function useCodes(): Codes {
  const { data } = useQuery(referenceQuery);
  const listOf = (kind: string) => data?.lists.find((list) => list.kind === kind)?.codes ?? [];
  const label = (kind: string, code: string | null | undefined): string =>
    code == null ? '登録なし' : (listOf(kind).find((entry) => entry.code === code)?.label ?? code);
  return {
    label,
    choices: <const V extends string>(kind: string, codes?: readonly V[]): readonly Choice<V>[] =>
      codes === undefined
        ? listOf(kind).map((entry) => ({ value: entry.code as V, label: entry.label }))
        : codes.map((code) => ({ value: code, label: label(kind, code) })),
    itemGroup: (code) => data?.itemGroups.find((group) => group.code === code)?.label ?? code,
    locates: (code) => data?.itemGroups.some((group) => group.code === code && group.locating) ?? true,
    itemGroups: (data?.itemGroups ?? []).map((group) => ({ value: group.code, label: group.label })),
  };
}
