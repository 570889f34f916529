import { type ReactNode, useState } from 'react';
import { Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { today } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { type Figure, heldVersion, reportFigure } from '../api/plans';
import { monthNumber } from '../definition';
import { ja } from '../ja';

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
  // What the server has shown to be there, for the month that was asked: only then is it replaced.
  const [held, setHeld] = useState<{ readonly month: string; readonly version: number }>();
  const months = figure.months
    .filter(({ month }) => month <= today().slice(0, 7))
    .map(({ month }) => ({ value: month, label: ja.yearMonth(month.slice(0, 4), monthNumber(month)) }));
  return (
    <Form
      label={ja.reporting}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.month === '' ? [{ field: 'month', message: ja.monthMissing }] : []),
            ...(Number.isNaN(amountOf(values.amount)) ? [{ field: 'amount', message: ja.amountWrong }] : []),
            ...(values.evidence.trim() === '' ? [{ field: 'evidence', message: ja.evidenceMissing }] : []),
          ],
          async ({ month, amount, evidence }) => {
            const replaced = held?.month === month ? { version: held.version } : {};
            try {
              await report.send({ id: planId, lineKey: figure.lineKey, part: figure.part, month, amount: amountOf(amount), evidence, ...replaced });
            } catch (error) {
              const version = heldVersion(error);
              if (version !== undefined) setHeld({ month, version });
              throw error;
            }
            showToast(ja.reportSaved);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <Select label={words.month} required choices={months} {...form.field('month')} />
        <TextInput label={ja.reportedIn(figure.unit)} required columns={6} inputMode="numeric" {...form.field('amount')} />
      </div>
      <TextInput label={ja.evidence} required hint={ja.evidenceHint} {...form.field('evidence')} />
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
