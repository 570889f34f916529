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
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Introduction, type IntroductionResult, recordResult } from '../api/job-search';
import { ja } from '../ja';

export function IntroductionList({ introductions }: { readonly introductions: readonly Introduction[] }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [open, setOpen] = useState<string | null>(null);
  const chosen = introductions.find((one) => one.id === open);
  return (
    <>
      <DataTable
        caption={ja.introductions}
        rows={introductions}
        rowKey={(row) => row.id}
        selected={open}
        empty={<EmptyState>{ja.noIntroductions}</EmptyState>}
        columns={[
          { key: 'on', header: ja.introducedOn, cell: (row) => formatDay(row.introducedOn, today()) },
          { key: 'employer', header: ja.employer, heading: true, wrap: true, cell: (row) => row.employerName },
          { key: 'occupation', header: ja.occupation, wrap: true, cell: (row) => row.occupation },
          { key: 'opening', header: ja.openingNumber, wideOnly: true, cell: (row) => row.openingNumber },
          {
            key: 'result',
            header: ja.result,
            cell: (row) =>
              `${codes.label('introduction_result', row.result)}${row.resultOn === null ? '' : `（${formatDay(row.resultOn, today())}）`}`,
          },
          {
            key: 'act',
            header: ja.actions,
            cell: (row) =>
              row.result === 'pending' && row.own && may('job_search.write') ? (
                <Button size="xs" label={ja.recordResultOf(row.employerName)} onClick={() => setOpen(row.id)}>
                  {ja.recordResult}
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
      label={ja.resultForm}
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-3 py-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.result === '' ? [{ field: 'result', message: ja.resultMissing }] : []),
            ...(values.resultOn.date === null ? [{ field: 'resultOn', message: ja.resultOnMissing }] : []),
          ],
          async (values) => {
            if (values.result === '' || values.resultOn.date === null) return;
            await record.send({
              id: introduction.id,
              body: { version: introduction.version, result: values.result, resultOn: values.resultOn.date },
            });
            showToast(ja.resultRecorded);
            onDone();
          },
        )
      }
    >
      <h3>{ja.resultOf(introduction.employerName)}</h3>
      <RadioGroup
        label={ja.result}
        required
        choices={codes.choices<IntroductionResult['result']>('introduction_result', { except: ['pending'] })}
        {...form.field('result')}
      />
      <DateBox label={ja.resultOn} required {...form.field('resultOn')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          {words.register}
        </Button>
        <Button size="sm" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
