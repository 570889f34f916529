import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { useForm } from '../../../lib/use-form';
import type { Period } from '../api/patterns';

interface Values {
  readonly from: DateEntry;
  readonly until: DateEntry;
}

const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

export function PeriodForm({ onAsk }: { readonly onAsk: (period: Period) => void }): ReactNode {
  const form = useForm<Values>({ from: todayEntry(), until: todayEntry() });
  return (
    <Form
      label="気になる利用の期間"
      summary={form.summary}
      onSubmit={() =>
        form.submit(problemsOf, ({ from, until }) => {
          onAsk({ from: from.date ?? '', until: until.date ?? '' });
          return Promise.resolve();
        })
      }
    >
      <DateBox label="期間の初日" required {...form.field('from')} />
      <DateBox label="期間の末日" required hint={`${LONGEST_DAYS}日以内`} {...form.field('until')} />
      <Button type="submit" variant="solid" className="justify-self-start">
        調べる
      </Button>
    </Form>
  );
}

function problemsOf({ from, until }: Values): { field: 'from' | 'until'; message: string }[] {
  if (from.date === null) return [{ field: 'from', message: '期間の初日を入力してください。' }];
  if (until.date === null) return [{ field: 'until', message: '期間の末日を入力してください。' }];
  const days = (Date.parse(until.date) - Date.parse(from.date)) / DAY_MS + 1;
  if (days < 1) return [{ field: 'until', message: '期間の末日は、初日からの日付を入力してください。' }];
  return days > LONGEST_DAYS ? [{ field: 'until', message: `期間は${LONGEST_DAYS}日以内で入力してください。` }] : [];
}
