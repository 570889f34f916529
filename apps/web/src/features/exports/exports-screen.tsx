import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { exportsQuery } from './api/exports';
import { ExportForm } from './components/export-form';
import { ExportItem } from './components/export-item';
import { ja } from './ja';

export function ExportsScreen(): ReactNode {
  const query = useQuery(exportsQuery);
  return (
    <Page title={ja.title}>
      <div className="grid items-start gap-3 px-4 pb-8 split:grid-cols-[24rem_minmax(0,1fr)]">
        <PanelCard title={ja.form}>
          <ExportForm />
        </PanelCard>
        <PanelCard title={ja.own}>
          <Loaded query={query}>
            {(files) =>
              files.length === 0 ? (
                <EmptyState>{ja.none}</EmptyState>
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
