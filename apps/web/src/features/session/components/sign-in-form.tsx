import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { ApiProblem, type FieldError } from '../../../lib/problem';
import { useForm } from '../../../lib/use-form';
import { signIn, type Session } from '../api/session';
import { ProviderButton } from './provider-button';

interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code: string;
}

function check({ login, password }: Credentials): readonly FieldError[] {
  return [
    ...(login.trim() === '' ? [{ field: 'login', message: '利用者IDを入力してください。' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : []),
  ];
}

interface SignInFormProps {
  readonly onDone: (session: Session) => void;
  /** A screen waits behind. */
  readonly again?: boolean;
}

/**
 * Login and password, then the code for accounts with a second factor. A wrong password, and being told to wait, come
 * as problems with their own words, shown in the summary.
 */
export function SignInForm({ onDone, again = false }: SignInFormProps): ReactNode {
  const form = useForm<Credentials>({ login: '', password: '', code: '' });
  const [shown, setShown] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const code = form.field('code');
  useEffect(() => {
    if (asksCode) document.getElementById(code.id)?.focus();
  }, [asksCode, code.id]);

  const send = async ({ login, password, code: typed }: Credentials): Promise<void> => {
    const credentials = { login: login.trim(), password };
    try {
      onDone(await signIn(asksCode ? { ...credentials, code: typed.normalize('NFKC').trim() } : credentials));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'second_factor_required') throw error;
      setAsksCode(true);
    }
  };
  const checkAll = (values: Credentials): readonly FieldError[] =>
    asksCode && values.code.trim() === '' ? [{ field: 'code', message: '確認コードを入力してください。' }] : check(values);

  return (
    <Form label="ログイン" summary={form.summary} className="gap-5" onSubmit={() => form.submit(checkAll, send)}>
      {asksCode ? (
        <>
          <TextInput
            label="確認コード"
            hint="認証アプリに出ている6桁の数字です。アプリを使えないときは、回復コードを入力してください。"
            autoComplete="one-time-code"
            large
            anyDigits
            {...code}
          />
          <Button
            size="sm"
            variant="text"
            className="-ml-3 justify-self-start"
            onClick={() => {
              form.reset({ login: form.values.login, password: '', code: '' });
              setAsksCode(false);
            }}
          >
            利用者IDとパスワードに戻る
          </Button>
        </>
      ) : (
        <>
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
        </>
      )}
      <Button type="submit" variant="solid" size="lg">
        ログイン
      </Button>
      {!asksCode && <ProviderButton again={again} />}
    </Form>
  );
}
