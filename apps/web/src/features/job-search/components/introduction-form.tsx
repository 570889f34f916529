import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import type { ClientPage } from '../../clients/api/clients';
import { introduceJob } from '../api/job-search';

interface Values {
  readonly introducedOn: DateEntry;
  readonly openingNumber: string;
  readonly employerName: string;
  readonly occupation: string;
}

function check(values: Values): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.introducedOn.date === null, 'introducedOn', values.introducedOn.problem ?? '紹介日を入力してください。'],
    [values.openingNumber.trim() === '', 'openingNumber', '求人番号を入力してください。'],
    [values.employerName.trim() === '', 'employerName', '事業所を入力してください。'],
    [values.occupation.trim() === '', 'occupation', '職種を入力してください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

export function IntroductionForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const introduce = useCommand(introduceJob);
  const form = useForm<Values>({ introducedOn: todayEntry(), openingNumber: '', employerName: '', occupation: '' });
  return (
    <Form
      label="職業紹介の登録"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(check, async (values) => {
          await introduce.send({
            clientId: client.id,
            body: {
              ...(client.case === null ? {} : { caseId: client.case.id }),
              introducedOn: values.introducedOn.date ?? '',
              openingNumber: values.openingNumber,
              employerName: values.employerName,
              occupation: values.occupation,
            },
          });
          showToast('職業紹介を登録しました。');
          onDone();
        })
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <DateBox label="紹介日" required {...form.field('introducedOn')} />
        <TextInput label="求人番号" required anyDigits columns={14} hint="例：35010-12345678" {...form.field('openingNumber')} />
        <TextInput label="事業所" required {...form.field('employerName')} />
        <TextInput label="職種" required {...form.field('occupation')} />
      </div>
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
