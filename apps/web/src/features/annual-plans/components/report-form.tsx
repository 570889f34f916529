import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { today } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { type Figure, reportFigure } from '../api/plans';
import { monthNumber } from '../definition';

interface ReportFormProps {
  readonly planId: string;
  readonly figure: Figure;
  readonly onDone: () => void;
}

/** Half-width digits, as typed in either width. */
const amountOf = (text: string): number => (/^\d+$/u.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : Number.NaN);

/** 報告値: typed, with the place where it was read. */
export function ReportForm({ planId, figure, onDone }: ReportFormProps): ReactNode {
  const report = useCommand(reportFigure);
  const form = useForm({ month: '', amount: '', evidence: '' });
  const months = figure.months
    .filter(({ month }) => month <= today().slice(0, 7))
    .map(({ month }) => ({ value: month, label: `${month.slice(0, 4)}年${monthNumber(month)}月` }));
  return (
    <Form
      label="報告値の入力"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.month === '' ? [{ field: 'month', message: '月を選んでください。' }] : []),
            ...(Number.isNaN(amountOf(values.amount)) ? [{ field: 'amount', message: '報告値は0以上の整数で入力してください。' }] : []),
            ...(values.evidence.trim() === '' ? [{ field: 'evidence', message: '根拠を入力してください。' }] : []),
          ],
          async ({ month, amount, evidence }) => {
            await report.send({ id: planId, lineKey: figure.lineKey, part: figure.part, month, amount: amountOf(amount), evidence });
            showToast('報告値を保存しました。');
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <Select label="月" required choices={months} {...form.field('month')} />
        <TextInput label={`報告値（${figure.unit}）`} required columns={6} inputMode="numeric" {...form.field('amount')} />
      </div>
      <TextInput label="根拠" required hint="例：11月分の月例報告 3ページ" {...form.field('evidence')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          保存
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
