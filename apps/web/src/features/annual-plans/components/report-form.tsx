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
import { heldVersion, type PlanPart, type Report, reportFigure } from '../api/plans';
import { monthNumber } from '../definition';
import { ja } from '../ja';

interface ReportFormProps {
  readonly planId: string;
  readonly part: PlanPart;
  readonly year: number;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const AMOUNT = /^\d+(\.\d{1,4})?$/u;
/** Half-width digits, as typed in either width. */
const amountOf = (text: string): number => {
  const digits = text.normalize('NFKC').trim().replaceAll(',', '');
  return AMOUNT.test(digits) ? Number(digits) : Number.NaN;
};

const WHOLE_YEAR = 'year';
const KINDS: readonly { readonly value: Report['kind']; readonly label: string }[] = [
  { value: 'number', label: ja.kindNumber },
  { value: 'cancelled', label: ja.kindCancelled },
  { value: 'partly_held', label: ja.kindPartlyHeld },
  { value: 'dash', label: ja.notApplicable },
];

/** The months of a fiscal year until today, April first. */
function monthsUntilToday(year: number): readonly string[] {
  const months = Array.from({ length: 12 }, (_month, index) => {
    const month = ((index + 3) % 12) + 1;
    return `${month < 4 ? year + 1 : year}-${String(month).padStart(2, '0')}`;
  });
  return months.filter((month) => month <= today().slice(0, 7));
}

/** 報告値: typed, with the place where it was read. */
export function ReportForm({ planId, part, year, onSaved, onCancel }: ReportFormProps): ReactNode {
  const report = useCommand(reportFigure);
  const form = useForm<{ month: string; kind: Report['kind'] | ''; amount: string; evidence: string }>({ month: '', kind: 'number', amount: '', evidence: '' });
  // What the server has shown to be there, for the time that was asked: only then is it replaced.
  const [held, setHeld] = useState<{ readonly month: string; readonly version: number }>();
  const months = monthsUntilToday(year);
  const choices = [
    ...months.map((month) => ({ value: month, label: ja.yearMonth(month.slice(0, 4), monthNumber(month)) })),
    ...(months.length > 0 ? [{ value: WHOLE_YEAR, label: ja.wholeYear }] : []),
  ];
  const has = form.values.kind !== 'dash';
  return (
    <Form
      label={ja.reporting}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.month === '' ? [{ field: 'month', message: ja.monthMissing }] : []),
            ...(has && Number.isNaN(amountOf(values.amount)) ? [{ field: 'amount', message: ja.amountWrong }] : []),
            ...(values.evidence.trim() === '' ? [{ field: 'evidence', message: ja.evidenceMissing }] : []),
          ],
          async ({ month: time, kind, amount, evidence }) => {
            const replaced = held?.month === time ? { version: held.version } : {};
            const when = time === WHOLE_YEAR ? { period: 'year' as const, month: `${year}-04` } : { period: 'month' as const, month: time };
            try {
              await report.send({ id: planId, lineKey: part.lineKey, part: part.part, ...when, kind: kind === '' ? 'number' : kind, ...(has && { amount: amountOf(amount) }), evidence, ...replaced });
            } catch (error) {
              const version = heldVersion(error);
              if (version !== undefined) setHeld({ month: time, version });
              throw error;
            }
            showToast(ja.reportSaved);
            onSaved();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-3">
        <Select label={ja.time} required choices={choices} {...form.field('month')} />
        <Select label={ja.kind} empty={null} choices={KINDS} {...form.field('kind')} />
        {has && <TextInput label={ja.reportedIn(part.unit)} required columns={6} inputMode="numeric" {...form.field('amount')} />}
      </div>
      <TextInput label={ja.evidence} required hint={ja.evidenceHint} {...form.field('evidence')} />
      <FormButtons label={words.save} onCancel={onCancel} />
    </Form>
  );
}
