import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { changePassword } from '../api/account';

const EMPTY = { password: '', next: '', again: '' };

function check({ password, next, again }: typeof EMPTY): readonly FieldError[] {
  return [
    ...(password === '' ? [{ field: 'password', message: '今のパスワードを入力してください。' }] : []),
    ...(next === '' ? [{ field: 'next', message: '新しいパスワードを入力してください。' }] : []),
    ...(next !== again ? [{ field: 'again', message: '新しいパスワードと同じものを、もう一度入力してください。' }] : []),
  ];
}

interface PasswordFormProps {
  /** Instead of a notice: the screen goes on. */
  readonly onDone?: () => void;
}

export function PasswordForm({ onDone }: PasswordFormProps): ReactNode {
  const change = useCommand(changePassword);
  const form = useForm(EMPTY);
  return (
    <Form
      label="パスワードの変更"
      summary={form.summary}
      className="max-w-md gap-3"
      onSubmit={() =>
        form.submit(check, async ({ password, next }) => {
          await change.send({ password, next });
          form.reset(EMPTY);
          if (onDone === undefined) showToast('パスワードを変更しました。ほかの端末はログアウトしました。');
          else onDone();
        })
      }
    >
      <p className="text-sm text-solid-gray-700">
        12文字以上にしてください。記号や数字を混ぜる必要はありません。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。よく使われるもの、氏名や利用者IDを含むものは使えません。変更すると、ほかの端末はログアウトします。
      </p>
      <TextInput label="今のパスワード" required type="password" autoComplete="current-password" {...form.field('password')} />
      <TextInput label="新しいパスワード" required type="password" autoComplete="new-password" {...form.field('next')} />
      <TextInput label="新しいパスワード（確認）" required type="password" autoComplete="new-password" {...form.field('again')} />
      <Button type="submit" size="sm" variant="solid" className="justify-self-start">
        変更する
      </Button>
    </Form>
  );
}
