import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import type { FieldError } from '../../../lib/problem';
import { useForm } from '../../../lib/use-form';
import { signIn, type Session } from '../api/session';

interface Credentials {
  readonly login: string;
  readonly password: string;
}

function check({ login, password }: Credentials): readonly FieldError[] {
  return [
    ...(login.trim() === '' ? [{ field: 'login', message: '利用者IDを入力してください。' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : []),
  ];
}

/** A wrong password and a locked account come as problems with their own words, shown in the summary. */
export function SignInForm({ onDone }: { readonly onDone: (session: Session) => void }): ReactNode {
  const form = useForm<Credentials>({ login: '', password: '' });
  const [shown, setShown] = useState(false);
  return (
    <Form
      summary={form.summary}
      className="gap-5"
      onSubmit={() =>
        form.submit(check, async ({ login, password }) => onDone(await signIn({ login: login.trim(), password })))
      }
    >
      <TextInput label="利用者ID" autoComplete="username" large anyDigits {...form.field('login')} />
      <div className="grid gap-1">
        <TextInput
          label="パスワード"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          large
          anyDigits
          {...form.field('password')}
        />
        <Button size="xs" variant="text" className="justify-self-end" pressed={shown} onClick={() => setShown(!shown)}>
          パスワードを表示する
        </Button>
      </div>
      <Button type="submit" variant="solid" size="lg">
        ログイン
      </Button>
    </Form>
  );
}
