import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Dialog } from '../../../components/dialog';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { EmptyState } from '../../../components/notices';
import { Facts } from '../../../components/panel-card';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE, formatWareki, isoDate, today, todayEntry } from '../../../lib/dates';
import { asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import {
  type Account,
  type AccountAssignment,
  addAssignment,
  cancelAssignment,
  endAssignment,
  type InitialPassword,
  issuePassword,
  linkProvider,
  type NewAssignment,
  switchAccount,
} from '../api/accounts';
import { PlaceFields } from './place-fields';
import { SecretOnce } from './secret-once';

type Work = { readonly kind: 'none' | 'password' } | { readonly kind: 'add' } | { readonly kind: 'link' } | { readonly kind: 'end'; readonly assignment: AccountAssignment };

const SECRET = 'この画面でだけ表示します。本人に直接伝えてください。今までのパスワードは使えなくなり、ログイン中の端末はログアウトしました。';

/** One account: how it signs in, where it works from when until when, and what can be changed. */
export function AccountPanel({ account, provider }: { readonly account: Account; readonly provider: boolean }): ReactNode {
  const [work, setWork] = useState<Work>({ kind: 'none' });
  const [issued, setIssued] = useState<InitialPassword | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const issue = useCommand(issuePassword);
  const turn = useCommand(switchAccount);
  const cancel = useCommand(cancelAssignment);
  const end = useCommand(endAssignment);
  const done = (): void => setWork({ kind: 'none' });
  const attempt = async (act: Promise<unknown>): Promise<void> => {
    setProblem(null);
    await act.catch((error: unknown) => setProblem(asProblem(error).title));
  };

  if (issued !== null) return <SecretOnce title="最初のパスワード" secret={issued.initialPassword} explain={SECRET} onDone={() => setIssued(null)} />;
  return (
    <div className="grid gap-4">
      {problem !== null && (
        <p role="alert" className="text-red-900">
          ＊{problem}
        </p>
      )}
      <Facts
        items={[
          ['利用者ID', account.login],
          ['状態', account.disabled ? '停止中' : '使用中'],
          ['ログイン', waysOf(account)],
        ]}
      />
      <ul aria-label="所属" className="grid gap-2">
        {account.assignments.map((one) => (
          <li key={one.id} className="grid gap-1 rounded-4 border px-3 py-2">
            <span>
              {one.officeName}・{one.roleLabel}
            </span>
            <span className="text-sm text-solid-gray-700">{periodOf(one)}</span>
            <span className="flex flex-wrap gap-2">
              {one.validFrom > today() ? (
                <Button size="xs" variant="danger" label={`${one.officeName}の所属を取消`} onClick={() => attempt(cancel.send({ id: one.id }))}>
                  始まる前の所属を取消
                </Button>
              ) : one.lastDay === null ? (
                <Button size="xs" label={`${one.officeName}の最後の日を登録`} onClick={() => setWork({ kind: 'end', assignment: one })}>
                  最後の日を登録
                </Button>
              ) : (
                one.lastDay >= today() && (
                  <Button size="xs" label={`${one.officeName}の最後の日を取消`} onClick={() => attempt(end.send({ id: one.id }))}>
                    最後の日を取消
                  </Button>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
      {account.assignments.length === 0 && <EmptyState>この1年に所属はありません。</EmptyState>}
      {work.kind === 'end' && <EndForm assignment={work.assignment} onDone={done} />}
      {work.kind === 'add' && <AddForm id={account.id} onDone={done} />}
      {work.kind === 'link' && <LinkForm account={account} onDone={done} />}
      <Dialog
        open={work.kind === 'password'}
        title="最初のパスワードを発行しますか"
        onClose={done}
        actions={
          <>
            <Button onClick={done}>戻る</Button>
            <Button
              variant="solid"
              onClick={() => {
                done();
                return attempt(issue.send({ id: account.id }).then(setIssued));
              }}
            >
              発行する
            </Button>
          </>
        }
      >
        {account.name}さんの今までのパスワードは使えなくなり、ログイン中の端末はログアウトします。
      </Dialog>
      {(work.kind === 'none' || work.kind === 'password') && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setWork({ kind: 'add' })}>
            所属を追加
          </Button>
          {!account.service && (
            <Button size="sm" onClick={() => setWork({ kind: 'password' })}>
              最初のパスワードを発行
            </Button>
          )}
          {provider && !account.service && (
            <Button size="sm" onClick={() => setWork({ kind: 'link' })}>
              共通認証と結びつける
            </Button>
          )}
          <Button size="sm" variant={account.disabled ? 'outline' : 'danger'} onClick={() => attempt(turn.send({ id: account.id, on: account.disabled }))}>
            {account.disabled ? '停止を解除' : '利用者を停止'}
          </Button>
        </div>
      )}
    </div>
  );
}

function waysOf(account: Account): string {
  if (account.service) return '接続の鍵（他システム用）';
  const ways = [account.hasPassword ? `パスワード${account.mustChangePassword ? '（最初のもの）' : ''}` : '', account.linked ? '共通認証' : ''];
  return ways.filter((way) => way !== '').join('・') || 'まだできません';
}

function periodOf({ validFrom, lastDay }: AccountAssignment): string {
  return `${formatWareki(isoDate(validFrom))}から${lastDay === null ? '' : `${formatWareki(isoDate(lastDay))}まで`}`;
}

function EndForm({ assignment, onDone }: { readonly assignment: AccountAssignment; readonly onDone: () => void }): ReactNode {
  const end = useCommand(endAssignment);
  const form = useForm<{ lastDay: DateEntry }>({ lastDay: EMPTY_DATE });
  return (
    <Form
      label="所属の終わり"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          ({ lastDay }) => (lastDay.date === null ? [{ field: 'lastDay', message: '最後の日を入力してください。' }] : []),
          async ({ lastDay }) => {
            await end.send({ id: assignment.id, lastDay: lastDay.date ?? '' });
            onDone();
          },
        )
      }
    >
      <DateBox label="最後の日" required hint={`${assignment.officeName}・${assignment.roleLabel}`} {...form.field('lastDay')} />
      <FormButtons label="登録" onCancel={onDone} />
    </Form>
  );
}

function AddForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactNode {
  const add = useCommand(addAssignment);
  const form = useForm<{ officeId: string; role: string; validFrom: DateEntry; lastDay: DateEntry }>({ officeId: '', role: '', validFrom: todayEntry(), lastDay: EMPTY_DATE });
  return (
    <Form
      label="所属の追加"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          ({ officeId, role, validFrom }) => [
            ...(officeId === '' ? [{ field: 'officeId', message: '窓口を選んでください。' }] : []),
            ...(role === '' ? [{ field: 'role', message: '役割を選んでください。' }] : []),
            ...(validFrom.date === null ? [{ field: 'validFrom', message: '始まる日を入力してください。' }] : []),
          ],
          async ({ officeId, role, validFrom, lastDay }) => {
            const until = lastDay.date === null ? {} : { lastDay: lastDay.date };
            await add.send({ id, officeId, role: role as NewAssignment['role'], validFrom: validFrom.date ?? '', ...until });
            onDone();
          },
        )
      }
    >
      <PlaceFields office={form.field('officeId')} role={form.field('role')} />
      <DateBox label="始まる日" required {...form.field('validFrom')} />
      <DateBox label="最後の日" optional {...form.field('lastDay')} />
      <FormButtons label="追加" onCancel={onDone} />
    </Form>
  );
}

function LinkForm({ account, onDone }: { readonly account: Account; readonly onDone: () => void }): ReactNode {
  const link = useCommand(linkProvider);
  const form = useForm({ subject: '' });
  const send = async (subject: string | undefined): Promise<void> => {
    await link.send({ id: account.id, ...(subject === undefined ? {} : { subject }) });
    showToast(subject === undefined ? '共通認証との結びつきを解きました。' : '共通認証と結びつけました。');
    onDone();
  };
  return (
    <Form
      label="共通認証"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          ({ subject }) => (subject.trim() === '' ? [{ field: 'subject', message: '共通認証での利用者の番号を入力してください。' }] : []),
          ({ subject }) => send(subject.trim()),
        )
      }
    >
      <TextInput label="共通認証の利用者" required anyDigits hint="共通認証の側でこの人を表す番号。本人はいったんログアウトします。" {...form.field('subject')} />
      <FormButtons label="結びつける" onCancel={onDone} />
      {account.linked && (
        <Button size="sm" variant="danger" className="justify-self-start" onClick={() => form.submit(() => [], () => send(undefined))}>
          結びつきを解く
        </Button>
      )}
    </Form>
  );
}
