import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { DataTable } from '../../../components/data-table';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { EmptyState } from '../../../components/notices';
import { type DateEntry, formatDay, today, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Introduction, type IntroductionResult, recordResult } from '../api/job-search';

export function IntroductionList({ introductions }: { readonly introductions: readonly Introduction[] }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [open, setOpen] = useState<string | null>(null);
  const chosen = introductions.find((one) => one.id === open);
  return (
    <>
      <DataTable
        caption="職業紹介の一覧"
        rows={introductions}
        rowKey={(row) => row.id}
        selected={open}
        empty={<EmptyState>職業紹介はまだありません。</EmptyState>}
        columns={[
          { key: 'on', header: '紹介日', cell: (row) => formatDay(row.introducedOn, today()) },
          { key: 'employer', header: '事業所', heading: true, wrap: true, cell: (row) => row.employerName },
          { key: 'occupation', header: '職種', wrap: true, cell: (row) => row.occupation },
          { key: 'opening', header: '求人番号', wideOnly: true, cell: (row) => row.openingNumber },
          {
            key: 'result',
            header: '結果',
            cell: (row) =>
              `${codes.label('introduction_result', row.result)}${row.resultOn === null ? '' : `（${formatDay(row.resultOn, today())}）`}`,
          },
          {
            key: 'act',
            header: '操作',
            cell: (row) =>
              row.result === 'pending' && row.own && may('job_search.write') ? (
                <Button size="xs" label={`${row.employerName}の結果を登録`} onClick={() => setOpen(row.id)}>
                  結果を登録
                </Button>
              ) : (
                ''
              ),
          },
        ]}
      />
      {chosen !== undefined && <ResultForm key={chosen.id} introduction={chosen} onDone={() => setOpen(null)} />}
    </>
  );
}

interface Values {
  readonly result: IntroductionResult['result'] | '';
  readonly resultOn: DateEntry;
}

function ResultForm({ introduction, onDone }: { readonly introduction: Introduction; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordResult);
  const form = useForm<Values>({ result: '', resultOn: todayEntry() });
  return (
    <Form
      label="紹介の結果"
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-3 py-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.result === '' ? [{ field: 'result', message: '結果を選んでください。' }] : []),
            ...(values.resultOn.date === null ? [{ field: 'resultOn', message: '結果の日を入力してください。' }] : []),
          ],
          async (values) => {
            if (values.result === '' || values.resultOn.date === null) return;
            await record.send({
              id: introduction.id,
              body: { version: introduction.version, result: values.result, resultOn: values.resultOn.date },
            });
            showToast('紹介の結果を登録しました。');
            onDone();
          },
        )
      }
    >
      <h3>{introduction.employerName}の結果</h3>
      <RadioGroup
        label="結果"
        required
        choices={codes.choices<IntroductionResult['result']>('introduction_result', { except: ['pending'] })}
        {...form.field('result')}
      />
      <DateBox label="結果の日" required {...form.field('resultOn')} />
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
