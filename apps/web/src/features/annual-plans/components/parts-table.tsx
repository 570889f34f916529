import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { type Column, DataTable } from '../../../components/data-table';
import { fiscalYear, fiscalYearLabel } from '../../../lib/dates';
import { useActing } from '../../session/use-session';
import type { PlanPart } from '../api/plans';
import { monthNumber } from '../definition';
import { ja } from '../ja';

const number = new Intl.NumberFormat('ja-JP', { maximumFractionDigits: 4 });

/** A figure with its unit; a dash where there is none. */
export const written = (value: number | null, unit: string): string => (value === null ? '－' : `${number.format(value)}${unit}`);

/** What was reported so far, and how it came about: 実人数 and rates of months are not added up. */
export function reportedWords({ reported, unit }: Pick<PlanPart, 'reported' | 'unit'>): string {
  if (reported === null) return ja.notReported;
  const month = monthNumber(reported.lastMonth);
  const value = reported.amount === null ? ja.notApplicable : written(reported.amount, unit);
  switch (reported.how) {
    case 'year':
      return `${value}${ja.ofTheYear}`;
    case 'last_month':
      return `${value}${ja.ofMonth(month)}`;
    default:
      return `${value}${ja.untilMonth(month)}`;
  }
}

interface PartsTableProps {
  readonly parts: readonly PlanPart[];
  readonly year: number;
  /** A draft of the next edition takes nothing: its plan does. */
  readonly writable: boolean;
  readonly onReport: (part: PlanPart) => void;
  readonly onDefine: (part: PlanPart) => void;
}

export function PartsTable({ parts, year, writable, onReport, onDefine }: PartsTableProps): ReactNode {
  const { may } = useActing();
  const writes = writable && may('annual_plans.write');
  const columns: readonly Column<PlanPart>[] = [
    { key: 'line', header: ja.item, heading: true, wrap: true, cell: (part) => <>{part.lineLabel}<span className="ml-2 text-solid-gray-700">{part.label}</span></> },
    { key: 'target', header: ja.targetHeading, align: 'end', cell: (part) => written(part.target, part.unit) },
    { key: 'computed', header: ja.counted, align: 'end', cell: (part) => (part.computed === null ? ja.notDefined : written(part.computed, part.unit)) },
    { key: 'reported', header: ja.reported, align: 'end', cell: reportedWords },
    {
      key: 'actions',
      header: ja.inputs,
      cell: (part) => (
        <span className="flex flex-wrap gap-1">
          <Button size="xs" label={ja.reportsOf(part.lineLabel, part.label)} onClick={() => onReport(part)}>
            {writes ? ja.report : ja.reports}
          </Button>
          {writes && part.computed === null && (
            <Button size="xs" variant="text" label={ja.definitionOf(part.lineLabel, part.label)} onClick={() => onDefine(part)}>
              {ja.define}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={ja.partsOf(fiscalYearLabel(fiscalYear(year)))}
      columns={columns}
      rows={parts}
      rowKey={(part) => `${part.lineKey}/${part.part}`}
      empty={ja.noFigures}
    />
  );
}
