import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice, ProgressBar } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatInstant } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { downloadExport, type ExportFile } from '../api/exports';

const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`);

/** One export: how far it is, or the file, or why there is none. */
export function ExportItem({ file }: { readonly file: ExportFile }): ReactNode {
  const codes = useCodes();
  const [year = '', month = ''] = file.month.split('-');
  const title = `${year}年${Number(month)}月の月次実績　${codes.label('export_format', file.format)}`;
  return (
    <li className="grid gap-2 rounded-8 border border-solid-gray-400 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3>{title}</h3>
        <span className="ml-auto text-sm text-solid-gray-700">{formatInstant(file.requestedAt)}</span>
      </div>
      <p className="text-sm">目的：{file.reason}</p>
      <State file={file} title={title} />
    </li>
  );
}

function State({ file, title }: { readonly file: ExportFile; readonly title: string }): ReactNode {
  const [problem, setProblem] = useState<unknown>(null);
  switch (file.status) {
    case 'queued':
      return <ProgressBar label="順番を待っています" value={0} unit="行" />;
    case 'running':
      return <ProgressBar label="作っています" value={file.rowsDone} max={file.rowsTotal ?? 0} unit="行" />;
    case 'failed':
      return (
        <p>
          <Tag tone="red" symbol="！">失敗</Tag>　作れませんでした。もう一度出力してください。
        </p>
      );
    case 'refused':
      return (
        <p>
          <Tag tone="orange" symbol="△">閉鎖</Tag>　同意の撤回などで、この出力は開けなくなりました。必要なときは、もう一度出力してください。
        </p>
      );
    case 'done':
      if (file.expired) return <p className="text-sm text-solid-gray-700">保存期間が過ぎました。もう一度出力してください。</p>;
      return (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <Tag tone="green" symbol="✓">完了</Tag>
            <span className="text-sm tabular-nums">
              {file.rowsDone}行　{sizeOf(file.bytes)}
            </span>
            <Button
              size="sm"
              label={`${title}をダウンロード`}
              onClick={async () => {
                setProblem(null);
                try {
                  await downloadExport(file);
                } catch (error) {
                  setProblem(error);
                }
              }}
            >
              ダウンロード
            </Button>
          </div>
          {problem !== null && <ProblemNotice error={problem} />}
        </div>
      );
  }
}
