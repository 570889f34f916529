import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { exportsQuery } from './api/exports';
import { ExportForm } from './components/export-form';
import { ExportItem } from './components/export-item';

export function ExportsScreen(): ReactNode {
  const query = useQuery(exportsQuery);
  return (
    <Page title="帳票・出力">
      <div className="grid items-start gap-3 px-4 pb-8 split:grid-cols-[24rem_minmax(0,1fr)]">
        <PanelCard title="月次実績の出力">
          <ExportForm />
        </PanelCard>
        <PanelCard title="自分の出力">
          <Loaded query={query}>
            {(files) =>
              files.length === 0 ? (
                <EmptyState>出力はまだありません。</EmptyState>
              ) : (
                <ul className="grid gap-2">
                  {files.map((file) => (
                    <ExportItem key={file.id} file={file} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </PanelCard>
      </div>
    </Page>
  );
}
