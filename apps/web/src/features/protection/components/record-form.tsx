import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { type DateEntry, EMPTY_DATE, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import type { ClientPage } from '../../clients/api/clients';
import { useCodes } from '../../reference/use-codes';
import { type Protection, recordProtection } from '../api/protection';

interface Values {
  readonly kind: Protection['kind'];
  readonly startedOn: DateEntry;
  readonly expiresOn: DateEntry;
  readonly companions: readonly string[];
}

/** From saving on, what locates the person is closed to every other office at once. */
export function RecordForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordProtection);
  const form = useForm<Values>({ kind: 'measure', startedOn: todayEntry(), expiresOn: EMPTY_DATE, companions: [] });
  const { values } = form;
  const household = (client.household?.members ?? []).filter((member) => member.personId !== client.id && member.name !== null);
  return (
    <Form
      label="措置の登録"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ kind, startedOn, expiresOn }) => [
            ...(startedOn.date === null ? [{ field: 'startedOn', message: startedOn.problem ?? '開始日を入力してください。' }] : []),
            ...(kind === 'measure' && expiresOn.date === null ? [{ field: 'expiresOn', message: expiresOn.problem ?? '有効期限を入力してください。' }] : []),
          ],
          async ({ kind, startedOn, expiresOn, companions }) => {
            await record.send({
              id: client.id,
              body: {
                kind,
                startedOn: startedOn.date ?? '',
                ...(kind === 'measure' ? { expiresOn: expiresOn.date ?? '' } : {}),
                companions: [...companions],
              },
            });
            showToast('措置を登録しました。ほかの窓口には、この時点から表示されません。');
            onDone();
          },
        )
      }
    >
      <RadioGroup label="種類" required choices={codes.choices<Protection['kind']>('protection_kind')} {...form.field('kind')} />
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <DateBox label="開始日" required {...form.field('startedOn')} />
        {values.kind === 'measure' && <DateBox label="有効期限" required hint="決定された最後の日" {...form.field('expiresOn')} />}
      </div>
      {household.length > 0 && (
        <CheckboxGroup
          label="併せて支援を求める人"
          optional
          choices={household.map((member) => ({ value: member.personId, label: `${member.name ?? ''}（${codes.label('relation', member.relation)}）` }))}
          {...form.field('companions')}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          登録
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
