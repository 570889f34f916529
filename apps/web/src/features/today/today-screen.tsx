import type { ReactNode } from 'react';
import { formatLongDay, today } from '../../lib/dates';
import { Page } from '../../app/page';

export function TodayScreen(): ReactNode {
  return (
    <Page title="今日">
      <p className="px-4">{formatLongDay(today())}</p>
    </Page>
  );
}
