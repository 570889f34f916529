import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE, todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import type { ClientPage } from '../../clients/api/clients';
import { useCodes } from '../../reference/use-codes';
import { type RegisterJobSeeker, registerJobSeeker } from '../api/job-search';

interface Values {
  readonly registrationNumber: string;
  readonly registeredOn: DateEntry;
  readonly validUntil: DateEntry;
  readonly firstEver: RegisterJobSeeker['firstEver'] | '';
  readonly lastUsedOn: DateEntry;
  readonly wish: string;
}

function check(values: Values): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.registrationNumber.trim() === '', 'registrationNumber', '求職番号を入力してください。'],
    [values.registeredOn.date === null, 'registeredOn', values.registeredOn.problem ?? '申込日を入力してください。'],
    [values.validUntil.text !== '' && values.validUntil.date === null, 'validUntil', values.validUntil.problem ?? '有効期限を確かめてください。'],
    [values.firstEver === '', 'firstEver', '初めての登録かどうかを選んでください。'],
    [values.lastUsedOn.text !== '' && values.lastUsedOn.date === null, 'lastUsedOn', values.lastUsedOn.problem ?? '前回利用日を確かめてください。'],
    [values.wish === '', 'wish', '希望を選んでください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

export function RegistrationForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const register = useCommand(registerJobSeeker);
  const form = useForm<Values>({
    registrationNumber: '',
    registeredOn: todayEntry(),
    validUntil: EMPTY_DATE,
    firstEver: '',
    lastUsedOn: EMPTY_DATE,
    wish: '',
  });
  return (
    <Form
      label="求職申込の登録"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(check, async (values) => {
          if (values.firstEver === '' || values.registeredOn.date === null) return;
          await register.send({
            clientId: client.id,
            body: {
              ...(client.case === null ? {} : { caseId: client.case.id }),
              registrationNumber: values.registrationNumber,
              registeredOn: values.registeredOn.date,
              ...(values.validUntil.date === null ? {} : { validUntil: values.validUntil.date }),
              firstEver: values.firstEver,
              ...(values.lastUsedOn.date === null ? {} : { lastUsedOn: values.lastUsedOn.date }),
              wish: values.wish,
            },
          });
          showToast('求職申込を登録しました。');
          onDone();
        })
      }
    >
      <TextInput label="求職番号" required anyDigits columns={14} hint="例：35010-00012345" {...form.field('registrationNumber')} />
      <DateBox label="申込日" required {...form.field('registeredOn')} />
      <DateBox label="有効期限" optional hint="空欄のときは、決められた月数" {...form.field('validUntil')} />
      <RadioGroup label="初めての登録" required choices={codes.choices<RegisterJobSeeker['firstEver']>('first_ever')} {...form.field('firstEver')} />
      {form.values.firstEver === 'no' && <DateBox label="前回利用日" optional {...form.field('lastUsedOn')} />}
      <RadioGroup label="希望" required choices={codes.choices('wish', { on: form.values.registeredOn.date, kept: form.values.wish })} {...form.field('wish')} />
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
