import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE, todayEntry } from '../../../lib/dates';
import { optional } from '../../../lib/person';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { recordRetention, type RecordRetention, type RetentionCheck } from '../api/placements';

interface Values {
  readonly attemptedOn: DateEntry;
  readonly reached: 'yes' | 'no';
  readonly askedWhom: RecordRetention['askedWhom'];
  readonly outcome: RecordRetention['outcome'] | '';
  readonly note: string;
  readonly leftOn: DateEntry;
  readonly separationReason: string;
}

function check(values: Values): readonly FieldError[] {
  const left = values.outcome === 'left';
  const rules: readonly [boolean, string, string][] = [
    [values.attemptedOn.date === null, 'attemptedOn', values.attemptedOn.problem ?? '連絡した日を入力してください。'],
    [values.outcome === '', 'outcome', '結果を選んでください。'],
    [left && values.leftOn.date === null, 'leftOn', values.leftOn.problem ?? '離職日を入力してください。'],
    [left && values.separationReason === '', 'separationReason', '離職理由を選んでください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

export function RetentionForm({ check: retention, onDone }: { readonly check: RetentionCheck; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordRetention);
  const form = useForm<Values>({
    attemptedOn: todayEntry(),
    reached: 'yes',
    askedWhom: 'client',
    outcome: '',
    note: '',
    leftOn: EMPTY_DATE,
    separationReason: '',
  });
  const { values } = form;
  return (
    <Form
      label="定着確認の記録"
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-4 py-3"
      onSubmit={() =>
        form.submit(check, async (typed) => {
          if (typed.outcome === '') return;
          const note = optional(typed.note);
          await record.send({
            id: retention.id,
            body: {
              version: retention.version,
              attemptedOn: typed.attemptedOn.date ?? '',
              reached: typed.reached === 'yes',
              askedWhom: typed.askedWhom,
              outcome: typed.outcome,
              ...(note === undefined ? {} : { note }),
              ...(typed.outcome === 'left' ? { leftOn: typed.leftOn.date ?? '', separationReason: typed.separationReason } : {}),
            },
          });
          showToast('定着確認を記録しました。');
          onDone();
        })
      }
    >
      <h3>{codes.label('retention_milestone', retention.milestone)}の定着確認</h3>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-3">
        <DateBox label="連絡した日" required {...form.field('attemptedOn')} />
        <RadioGroup
          label="連絡がついたか"
          choices={[
            { value: 'yes', label: 'ついた' },
            { value: 'no', label: 'つかない' },
          ]}
          {...form.field('reached')}
        />
        <RadioGroup
          label="連絡先"
          choices={codes.choices('retention_asked_whom', { on: values.attemptedOn.date, kept: values.askedWhom })}
          {...form.field('askedWhom')}
        />
      </div>
      <RadioGroup label="結果" required choices={codes.choices<RecordRetention['outcome']>('retention_outcome')} {...form.field('outcome')} />
      {values.outcome === 'left' && (
        <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
          <DateBox label="離職日" required {...form.field('leftOn')} />
          <Select label="離職理由" required choices={codes.choices('separation_reason', { on: values.leftOn.date, kept: values.separationReason })} {...form.field('separationReason')} />
        </div>
      )}
      <TextArea label="メモ" optional rows={2} {...form.field('note')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          登録
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
