import { useQuery } from '@tanstack/react-query';
import type { Choice } from '../../components/choices';
import { today } from '../../lib/dates';
import { type Reference, referenceQuery } from './api/reference';
import { ja } from './ja';

type Code = Reference['lists'][number]['codes'][number];

export interface Offered {
  /** Day of the record; today where there is none yet. */
  readonly on?: string | null;
  /** What the form holds: offered too where it has ended, so that an old record shows what it says. */
  readonly kept?: string | readonly string[] | null;
  /** States that nobody chooses by hand. */
  readonly except?: readonly string[];
}

export interface Codes {
  /** Label of a code, also of one that has ended; the code itself while the list is on its way or the code is unknown. */
  readonly label: (kind: string, code: string | null | undefined) => string;
  /** What may be chosen from a list on a day. */
  readonly choices: <V extends string = string>(kind: string, offered?: Offered) => readonly Choice<V>[];
  /** What rules take a code for. */
  readonly means: (kind: string, code: string) => string | null;
  /** The first code in force today that rules take for this. */
  readonly meaning: (kind: string, means: string) => string;
  readonly itemGroup: (code: string) => string;
  readonly itemGroups: readonly Choice[];
  /** Whether the group tells where a person can be found. */
  readonly locates: (group: string) => boolean;
}

export function inForce(code: Code, day: string): boolean {
  return code.validFrom <= day && (code.validUntil === null || day < code.validUntil);
}

export function offeredCodes<V extends string>(codes: readonly Code[], { on, kept, except = [] }: Offered): readonly Choice<V>[] {
  const day = on ?? today();
  const held = [kept ?? []].flat();
  return codes
    .filter((one) => (inForce(one, day) || held.includes(one.code)) && !except.includes(one.code))
    .map((one) => ({ value: one.code as V, label: inForce(one, day) ? one.label : ja.noLongerUsed(one.label) }));
}

export function useCodes(): Codes {
  const { data } = useQuery(referenceQuery);
  const listOf = (kind: string): readonly Code[] => data?.lists.find((list) => list.kind === kind)?.codes ?? [];
  const find = (kind: string, code: string): Code | undefined => listOf(kind).find((entry) => entry.code === code);
  return {
    label: (kind, code) => (code == null ? ja.nothing : (find(kind, code)?.label ?? code)),
    choices: (kind, offered = {}) => offeredCodes(listOf(kind), offered),
    means: (kind, code) => find(kind, code)?.means ?? null,
    meaning: (kind, means) => listOf(kind).find((one) => one.means === means && inForce(one, today()))?.code ?? '',
    itemGroup: (code) => data?.itemGroups.find((group) => group.code === code)?.label ?? code,
    locates: (code) => data?.itemGroups.some((group) => group.code === code && group.locating) ?? true,
    itemGroups: (data?.itemGroups ?? []).map((group) => ({ value: group.code, label: group.label })),
  };
}
