import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { sessionQuery } from '../../session/api/session';
import { useActing } from '../../session/use-session';
import { confirmSecondFactor, type Enrolment, offerSecondFactor, removeSecondFactor } from '../api/account';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

type Step =
  | { readonly kind: 'rest' }
  | { readonly kind: 'offered'; readonly enrolment: Enrolment }
  | { readonly kind: 'done'; readonly codes: readonly string[] };

/** Password, then the picture for the app, then a code of the app, then the recovery codes. */
export function SecondFactor(): ReactNode {
  const { session } = useActing();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const offer = useCommand(offerSecondFactor);
  const remove = useCommand(removeSecondFactor);
  const know = (secondFactor: boolean): void => {
    client.setQueryData(sessionQuery.queryKey, (before) => (before ? { ...before, secondFactor } : before));
  };

  switch (step.kind) {
    case 'offered':
      return (
        <Confirmation
          enrolment={step.enrolment}
          onCancel={() => setStep({ kind: 'rest' })}
          onDone={(codes) => {
            know(true);
            setStep({ kind: 'done', codes });
          }}
        />
      );
    case 'done':
      return <RecoveryCodes codes={step.codes} onDone={() => setStep({ kind: 'rest' })} />;
    case 'rest':
      return session.secondFactor ? (
        <PasswordStep
          key="remove"
          label="2段階認証の解除"
          button="2段階認証をやめる"
          danger
          text="設定しています。ログインのとき、パスワードのあとに認証アプリの確認コードを入力します。"
          send={async (password) => {
            await remove.send(password);
            know(false);
            showToast('2段階認証をやめました。');
          }}
        />
      ) : (
        <PasswordStep
          key="offer"
          label="2段階認証の設定"
          button="設定を始める"
          text="設定していません。設定すると、パスワードを知られただけではログインできなくなります。スマートフォンなどの認証アプリを使います。"
          send={async (password) => setStep({ kind: 'offered', enrolment: await offer.send(password) })}
        />
      );
  }
}

interface PasswordStepProps {
  readonly label: string;
  readonly button: string;
  readonly text: string;
  readonly danger?: boolean;
  readonly send: (password: string) => Promise<void>;
}

/** Each change of the account asks for the password once more: the machine may have been left open. */
function PasswordStep({ label, button, text, danger = false, send }: PasswordStepProps): ReactNode {
  const form = useForm({ password: '' });
  return (
    <Form
      label={label}
      summary={form.summary}
      className="max-w-md gap-3"
      onSubmit={() =>
        form.submit(
          ({ password }) => (password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : []),
          ({ password }) => send(password),
        )
      }
    >
      <p>{text}</p>
      <TextInput label="パスワード" required type="password" autoComplete="current-password" {...form.field('password')} />
      <Button type="submit" size="sm" variant={danger ? 'danger' : 'solid'} className="justify-self-start">
        {button}
      </Button>
    </Form>
  );
}

interface ConfirmationProps {
  readonly enrolment: Enrolment;
  readonly onCancel: () => void;
  readonly onDone: (codes: readonly string[]) => void;
}

function Confirmation({ enrolment, onCancel, onDone }: ConfirmationProps): ReactNode {
  const confirm = useCommand(confirmSecondFactor);
  const form = useForm({ code: '' });
  return (
    <Form
      label="確認コードの入力"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          ({ code }) => (code.trim() === '' ? [{ field: 'code', message: '確認コードを入力してください。' }] : []),
          async ({ code }) => onDone(await confirm.send(code.normalize('NFKC').trim())),
        )
      }
    >
      <ol className="grid list-decimal gap-3 pl-6">
        <li>
          認証アプリでこの図を読み取ります。読み取れないときは、キーを入力します。
          <div className="mt-2 flex flex-wrap items-center gap-4">
            <QrCode text={enrolment.uri} label="認証アプリで読み取る図" />
            <p className="min-w-0">
              <span className="block text-sm font-bold">キー</span>
              <code className="flex max-w-80 flex-wrap gap-x-3 font-sans tracking-wider">
                {enrolment.key.match(/.{1,4}/gu)?.map((part, index) => <span key={index}>{part}</span>)}
              </code>
            </p>
          </div>
        </li>
        <li>アプリに出た6桁の数字を入力します。</li>
      </ol>
      <TextInput label="確認コード" required columns={8} autoComplete="one-time-code" inputMode="numeric" anyDigits {...form.field('code')} />
      <FormButtons label="確認する" onCancel={onCancel} />
    </Form>
  );
}
