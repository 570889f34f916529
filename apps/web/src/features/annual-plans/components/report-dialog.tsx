import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { type Column, DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { Loaded } from '../../../components/notices';
import { formatDay, today } from '../../../lib/dates';
import { words } from '../../../lib/words';
import { useActing } from '../../session/use-session';
import { type PlanPart, type Report, reportsQuery } from '../api/plans';
import { monthNumber } from '../definition';
import { ja } from '../ja';
import { written } from './parts-table';
import { ReportForm } from './report-form';

interface ReportDialogProps {
  readonly planId: string;
  readonly part: PlanPart;
  readonly year: number;
  readonly onClose: () => void;
}

/** 報告値 of one part: what stands there, by whom and from where, and a form for the next. */
export function ReportDialog({ planId, part, year, onClose }: ReportDialogProps): ReactNode {
  const { may } = useActing();
  const query = useQuery(reportsQuery(planId, part.lineKey, part.part));
  // Every report begins with an empty form.
  const [sent, setSent] = useState(0);
  const columns: readonly Column<Report>[] = [
    { key: 'month', header: ja.time, heading: true, cell: ({ period, month }) => (period === 'year' ? ja.wholeYear : ja.yearMonth(month.slice(0, 4), monthNumber(month))) },
    { key: 'amount', header: ja.reported, align: 'end', cell: ({ kind, amount }) => `${amount === null ? ja.notApplicable : written(amount, part.unit)}${kind === 'cancelled' ? ja.cancelledMark : kind === 'partly_held' ? ja.partlyHeldMark : ''}` },
    { key: 'evidence', header: ja.evidence, wrap: true, cell: ({ evidence }) => evidence },
    { key: 'by', header: ja.reportedBy, cell: ({ reportedBy, reportedAt }) => `${reportedBy}　${formatDay(reportedAt.slice(0, 10), today())}` },
  ];
  return (
    <Dialog open title={ja.reportsOf(part.lineLabel, part.label)} width="wide" onClose={onClose} actions={<Button size="sm" onClick={onClose}>{words.close}</Button>}>
      <div className="grid gap-4">
        <Loaded query={query}>
          {(reports) => <DataTable caption={ja.reportsOf(part.lineLabel, part.label)} columns={columns} rows={reports} rowKey={({ id }) => id} empty={ja.noReports} />}
        </Loaded>
        {may('annual_plans.write') && <ReportForm key={sent} planId={planId} part={part} year={year} onSaved={() => setSent(sent + 1)} onCancel={onClose} />}
      </div>
    </Dialog>
  );
}
