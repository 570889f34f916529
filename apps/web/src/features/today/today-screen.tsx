import type { ReactNode } from 'react';
import { formatListDate, formatWareki, today } from '../../lib/dates';
import { Page } from '../../app/page';

export function TodayScreen(): ReactNode {
  const day = today();
  return (
    <Page title="今日">
      <p className="px-4">
        {formatWareki(day)}（{formatListDate(day)}）
      </p>
    </Page>
  );
}
