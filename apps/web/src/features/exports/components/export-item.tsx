import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice, ProgressBar } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatInstant } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { downloadExport, type ExportFile } from '../api/exports';
import { ja } from '../ja';

const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`);

/** One export: how far it is, or the file, or why there is none. */
export function ExportItem({ file }: { readonly file: ExportFile }): ReactNode {
  const codes = useCodes();
  const [year = '', month = ''] = file.month.split('-');
  const title = ja.fileTitle(year, Number(month), codes.label('export_format', file.format));
  return (
    <li className="grid gap-2 rounded-8 border border-solid-gray-400 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3>{title}</h3>
        <span className="ml-auto text-sm text-solid-gray-700">{formatInstant(file.requestedAt)}</span>
      </div>
      <p className="text-sm">{ja.reasonIs(file.reason)}</p>
      <State file={file} title={title} />
    </li>
  );
}

function State({ file, title }: { readonly file: ExportFile; readonly title: string }): ReactNode {
  const [problem, setProblem] = useState<unknown>(null);
  switch (file.status) {
    case 'queued':
      return <ProgressBar label={ja.waitingForTurn} value={0} unit={ja.rows} />;
    case 'running':
      return <ProgressBar label={ja.running} value={file.rowsDone} max={file.rowsTotal ?? 0} unit={ja.rows} />;
    case 'failed':
      return (
        <p>
          <Tag tone="red" symbol="！">{ja.failed}</Tag>　{ja.failedSay}
        </p>
      );
    case 'refused':
      return (
        <p>
          <Tag tone="orange" symbol="△">{ja.shut}</Tag>　{ja.shutSay}
        </p>
      );
    case 'done':
      if (file.expired) return <p className="text-sm text-solid-gray-700">{ja.expiredSay}</p>;
      return (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <Tag tone="green" symbol="✓">{ja.done}</Tag>
            <span className="text-sm tabular-nums">
              {ja.rowsAndSize(file.rowsDone, sizeOf(file.bytes))}
            </span>
            <Button
              size="sm"
              label={ja.downloadOf(title)}
              onClick={async () => {
                setProblem(null);
                try {
                  await downloadExport(file);
                } catch (error) {
                  setProblem(error);
                }
              }}
            >
              {ja.download}
            </Button>
          </div>
          {problem !== null && <ProblemNotice error={problem} />}
        </div>
      );
  }
}
