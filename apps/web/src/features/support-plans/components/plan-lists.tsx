import type { Fields, RecordOf } from '@madoguchi/kernel';
import { MOST, PLAN_GOAL, PLAN_MEMBER } from '@madoguchi/support-plans/records';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import type { Choice } from '../../../components/choices';
import { cx } from '../../../components/cx';
import type { FormValues } from '../../../lib/record-values';
import type { FormState } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { RecordFields } from '../../reference/components/record-fields';
import { EMPTY_GOAL, EMPTY_MEMBER, EMPTY_MENU, MENU_ENTRY, type PlanLists, type PlanValues } from '../values';
import { words } from '../../../lib/words';
import { ja } from '../ja';

interface ListProps {
  readonly form: FormState<PlanValues>;
}

export function GoalFields({ form }: ListProps): ReactNode {
  return <Rows form={form} list="goals" of={PLAN_GOAL} rows={form.values.goals} empty={EMPTY_GOAL} least={1} className="two:grid-cols-[minmax(0,1fr)_10rem_13rem_auto]" />;
}

export function MenuFields({ form }: ListProps): ReactNode {
  return (
    <>
      <Rows
        form={form}
        list="menus"
        of={MENU_ENTRY}
        rows={form.values.menus}
        empty={EMPTY_MENU}
        least={1}
        className="two:grid-cols-2 split:grid-cols-[minmax(0,1fr)_10rem_12rem_12rem_auto]"
      />
      <p className="text-sm text-solid-gray-700">{ja.menuHint}</p>
    </>
  );
}

/** 支援チーム: colleagues of the acting office, each with what they do. */
export function MemberFields({ form }: ListProps): ReactNode {
  const offices = useQuery(officesQuery);
  const { members } = form.values;
  const colleagues = (offices.data?.colleagues ?? []).map((one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }));
  const free = (index: number) => ({ staffId: colleagues.filter(({ value }) => members.every((member, at) => at === index || member.staffId !== value)) });
  return (
    <Rows
      form={form}
      list="members"
      of={PLAN_MEMBER}
      rows={members}
      empty={EMPTY_MEMBER}
      least={0}
      counter={ja.persons}
      named={free}
      className="two:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    />
  );
}

interface RowsProps<F extends Fields> extends ListProps {
  readonly list: keyof PlanLists;
  readonly of: RecordOf<F>;
  readonly rows: readonly FormValues<F>[];
  readonly empty: FormValues<F>;
  /** As many rows stay. */
  readonly least: number;
  readonly counter?: string;
  /** Names behind the ids of a row. */
  readonly named?: (index: number) => { readonly [K in keyof F]?: readonly Choice[] };
  readonly className: string;
}

/** A list of the plan: a row for each record, one to add, one to take away. */
function Rows<F extends Fields>({ form, list, of, rows, empty, least, counter = words.pieces, named, className }: RowsProps<F>): ReactNode {
  const setRows = (changed: readonly FormValues<F>[]): void => form.set({ [list]: changed });
  const rowForm = (index: number, row: FormValues<F>): Pick<FormState<FormValues<F>>, 'field'> => ({
    field: (name) => ({
      ...form.at(`${list}.${index}.${name}`),
      value: row[name],
      onChange: (value) => setRows(rows.map((one, at) => (at === index ? { ...one, [name]: value } : one))),
    }),
  });
  return (
    <>
      {rows.map((row, index) => (
        // A row has no identity before it is saved: its place is its name.
        <fieldset key={index} className={cx('grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-3', className)}>
          <legend className="px-1 text-sm font-bold">
            {of.title}
            {index + 1}
          </legend>
          <RecordFields of={of} form={rowForm(index, row)} named={named?.(index) ?? {}} />
          {rows.length > least && (
            <Button size="xs" variant="text" label={ja.removeOf(of.title, index + 1)} className="mt-8" onClick={() => setRows(rows.filter((_, at) => at !== index))}>
              {ja.remove}
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button size="sm" unavailable={rows.length >= MOST[list]} reason={ja.atMost(of.title, MOST[list], counter)} onClick={() => setRows([...rows, empty])}>
          {ja.add(of.title)}
        </Button>
      </div>
    </>
  );
}
