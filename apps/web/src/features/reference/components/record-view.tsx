import { factsOf, type Fields, type RecordOf } from '@madoguchi/kernel';
import type { ReactNode } from 'react';
import { Facts } from '../../../components/panel-card';
import { wareki } from '../../../lib/dates';
import { useCodes } from '../use-codes';

type Items = Parameters<typeof Facts>[0]['items'];

interface RecordViewProps<F extends Fields> {
  readonly of: RecordOf<F>;
  /** Null where nothing is stored. */
  readonly shown: { readonly [K in keyof F]: unknown } | null;
  /** What is no field of the record and stands with it. */
  readonly before?: Items;
  readonly after?: Items;
}

/** A record as it is read: labels and words in the order of its description. */
export function RecordView<F extends Fields>({ of, shown, before = [], after = [] }: RecordViewProps<F>): ReactNode {
  const codes = useCodes();
  return <Facts items={[...before, ...factsOf(of, shown, { code: codes.label, day: wareki }), ...after]} />;
}
