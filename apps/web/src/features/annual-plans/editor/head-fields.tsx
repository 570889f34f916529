import { type PlanFile, yearsOf } from '@madoguchi/agreements/documents';
import { type ReactNode, useId } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { TextArea, TextInput } from '../../../components/text-input';
import { fiscalYear, fiscalYearLabel } from '../../../lib/dates';
import { ja } from '../ja';
import { withActualYears } from './editing';

interface HeadFieldsProps {
  readonly plan: PlanFile;
  readonly onChange: (plan: PlanFile, step?: string) => void;
}

const BRACKETS = [
  { value: 'last_target', label: ja.bracketLastTarget },
  { value: 'last_actual', label: ja.bracketLastActual },
  { value: 'share', label: ja.bracketShare },
  { value: 'not_stated', label: ja.bracketNotStated },
] as const;

const labelOf = (year: number): string => fiscalYearLabel(fiscalYear(year));

/** What stands above and below the table: names, years of actuals, brackets, notes. */
export function HeadFields({ plan, onChange }: HeadFieldsProps): ReactNode {
  const id = useId();
  const first = plan.actualColumns[0];
  return (
    <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
      <TextInput id={`${id}-title`} label={ja.planTitle} required value={plan.title} onChange={(title) => onChange({ ...plan, title }, 'title')} />
      <TextInput
        id={`${id}-table`}
        label={ja.tableTitle}
        value={plan.tableTitle ?? ''}
        onChange={(text) => onChange(text === '' ? without(plan, 'tableTitle') : { ...plan, tableTitle: text }, 'tableTitle')}
      />
      <Select
        id={`${id}-bracket`}
        label={ja.bracketMeans}
        empty={null}
        choices={BRACKETS}
        value={plan.bracketMeans ?? 'not_stated'}
        onChange={(bracketMeans) => onChange({ ...plan, bracketMeans: bracketMeans === '' ? 'not_stated' : bracketMeans })}
      />
      <div className="grid gap-1">
        <p className="text-sm font-bold">{ja.actualYears}</p>
        <p className="text-sm">{plan.actualColumns.length === 0 ? ja.noActuals : plan.actualColumns.map(({ heading }) => heading).join('、')}</p>
        <div className="flex flex-wrap gap-2">
          <Button size="xs" onClick={() => onChange(withActualYears(plan, 1, labelOf))}>{ja.addActualYear(labelOf((first?.fiscalYear ?? yearsOf(plan)[0] ?? 2001) - 1))}</Button>
          {first !== undefined && (
            <Button size="xs" variant="text" onClick={() => onChange(withActualYears(plan, -1, labelOf))}>{ja.dropActualYear(first.heading)}</Button>
          )}
        </div>
      </div>
      <TextArea id={`${id}-notes`} label={ja.footnotes} rows={2} hint={ja.onePerLine} value={plan.footnotes.join('\n')} onChange={(text) => onChange({ ...plan, footnotes: text === '' ? [] : text.split('\n') }, 'footnotes')} />
    </div>
  );
}

function without<K extends keyof PlanFile>(plan: PlanFile, name: K): PlanFile {
  const { [name]: _gone, ...rest } = plan;
  return rest as PlanFile;
}
