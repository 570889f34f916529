import { type ReactNode, useState } from 'react';
import { Checkbox } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { addAccount, type InitialPassword, type NewAccount } from '../api/accounts';
import { PlaceFields } from './place-fields';
import { SecretOnce } from './secret-once';

interface Values {
  readonly login: string;
  readonly name: string;
  readonly service: boolean;
  readonly officeId: string;
  readonly role: string;
  readonly validFrom: DateEntry;
  readonly subject: string;
}

function check({ login, name, officeId, role, validFrom }: Values): readonly FieldError[] {
  return [
    ...(login.trim() === '' ? [{ field: 'login', message: '利用者IDを入力してください。' }] : []),
    ...(name.trim() === '' ? [{ field: 'name', message: '氏名を入力してください。' }] : []),
    ...(officeId === '' ? [{ field: 'officeId', message: '窓口を選んでください。' }] : []),
    ...(role === '' ? [{ field: 'role', message: '役割を選んでください。' }] : []),
    ...(validFrom.date === null ? [{ field: 'validFrom', message: '始まる日を入力してください。' }] : []),
  ];
}

interface AccountFormProps {
  /** An identity provider is configured. */
  readonly provider: boolean;
  readonly onDone: () => void;
}

/** 新規登録: an account with its first assignment; people get an initial password, other systems get tokens. */
export function AccountForm({ provider, onDone }: AccountFormProps): ReactNode {
  const add = useCommand(addAccount);
  const [added, setAdded] = useState<InitialPassword | null>(null);
  const form = useForm<Values>({ login: '', name: '', service: false, officeId: '', role: '', validFrom: todayEntry(), subject: '' });
  if (added !== null) {
    return (
      <SecretOnce
        title="最初のパスワード"
        secret={added.initialPassword}
        explain="この画面でだけ表示します。本人に直接伝えてください。最初のログインのときに、本人が自分のパスワードに変えます。"
        onDone={onDone}
      />
    );
  }
  return (
    <Form
      label="利用者の登録"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(check, async ({ validFrom, role, subject, ...values }) => {
          const named = subject.trim() === '' ? {} : { subject: subject.trim() };
          const answer = await add.send({ ...values, ...named, role: role as NewAccount['role'], validFrom: validFrom.date ?? '' });
          if (values.service || subject.trim() !== '') onDone();
          else setAdded(answer);
        })
      }
    >
      <TextInput label="利用者ID" required anyDigits hint="半角の英字・数字、3文字以上" {...form.field('login')} />
      <TextInput label="氏名" required hint="他システム用のときは、システムの名前" {...form.field('name')} />
      <Checkbox label="他システム用（画面にはログインせず、接続の鍵で使う）" {...form.field('service')} />
      <PlaceFields office={form.field('officeId')} role={form.field('role')} />
      <DateBox label="始まる日" required {...form.field('validFrom')} />
      {provider && !form.values.service && (
        <TextInput label="共通認証の利用者" optional anyDigits hint="入れると、パスワードなしで共通認証だけでログインします。" {...form.field('subject')} />
      )}
      <FormButtons label="登録" onCancel={onDone} />
    </Form>
  );
}
