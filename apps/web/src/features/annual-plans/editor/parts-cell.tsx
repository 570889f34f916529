import { BASES, type PlanFilePart, UNITS } from '@madoguchi/agreements/documents';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { ja } from '../ja';
import { newPart } from './editing';

interface PartsCellProps {
  /** The line that they belong to, for whoever hears it. */
  readonly named: string;
  readonly parts: readonly PlanFilePart[];
  readonly onChange: (parts: readonly PlanFilePart[]) => void;
}

/** 内訳: what each number of a cell is called, in which unit, and what is counted. */
export function PartsCell({ named, parts, onChange }: PartsCellProps): ReactNode {
  const changed = (at: number, change: Partial<PlanFilePart>): void => onChange(parts.map((part, n) => (n === at ? { ...part, ...change } : part)));
  const box = 'rounded-4 border border-solid-gray-420 px-1 py-0.5 text-sm';
  return (
    <div className="grid gap-1">
      {parts.map((part, n) => (
        <div key={part.key} className="flex items-center gap-1">
          <input aria-label={ja.partLabel(named, n + 1)} value={part.label} onChange={(event) => changed(n, { label: event.currentTarget.value })} className={`${box} w-24`} />
          <select aria-label={ja.partUnit(named, n + 1)} value={part.unit} onChange={(event) => changed(n, { unit: UNITS.find((unit) => unit === event.currentTarget.value) ?? part.unit })} className={box}>
            {UNITS.map((unit) => <option key={unit}>{unit}</option>)}
          </select>
          <select aria-label={ja.partBasis(named, n + 1)} value={part.basis} onChange={(event) => changed(n, { basis: BASES.find((basis) => basis === event.currentTarget.value) ?? part.basis })} className={box}>
            {BASES.map((basis) => <option key={basis} value={basis}>{basis === 'unknown' ? ja.basisUnknown : basis}</option>)}
          </select>
          {parts.length > 1 && (
            <Button size="xs" variant="text" label={ja.removePart(named, n + 1)} onClick={() => onChange(parts.filter((_part, at) => at !== n))}>{ja.remove}</Button>
          )}
        </div>
      ))}
      <Button size="xs" variant="text" label={ja.addPart(named)} onClick={() => onChange([...parts, newPart(parts)])}>{ja.addPartShort}</Button>
    </div>
  );
}
