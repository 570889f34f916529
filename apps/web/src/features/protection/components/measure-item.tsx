import { END_ENTRY, RENEWAL } from '@madoguchi/protection/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { ProblemNotice } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatDay, today, todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { askEnd, confirmEnd, type Protection, renewProtection } from '../api/protection';

type Doing = 'renew' | 'end' | null;

/** One measure: since when, until when, and the moves of the office that keeps it. */
export function MeasureItem({ measure, decides }: { readonly measure: Protection; readonly decides: boolean }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [doing, setDoing] = useState<Doing>(null);
  const confirm = useCommand(confirmEnd);
  const moves = measure.mine && measure.inForce && may('protection.write') && doing === null;
  const close = (): void => setDoing(null);
  return (
    <section aria-label={codes.label('protection_kind', measure.kind)} className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {measure.inForce ? (
          <Tag tone="red" symbol="！">
            {codes.label('protection_kind', measure.kind)}
          </Tag>
        ) : (
          <Tag tone="gray" symbol="－">
            終了
          </Tag>
        )}
        <span>開始 {formatDay(measure.startedOn, today())}</span>
        {measure.expiresOn !== null && <span>有効期限 {formatDay(measure.expiresOn, today())} まで</span>}
        <span>登録した窓口 {measure.officeName}</span>
        {measure.accompanies && <span>併せて支援を求める人</span>}
      </p>
      {measure.inForce && (
        <p className="text-sm">
          連絡先・世帯・相談記録・プラン・求職活動・就職は、書いた窓口のほかには表示されません。電話で居所や来所の有無を答えないでください。
        </p>
      )}
      {measure.overdue && (
        <p className="text-sm font-bold text-red-1000">有効期限を過ぎています。終了が確認されるまで、保護は続きます。更新か終了を確かめてください。</p>
      )}
      {measure.endAskedByName !== null && measure.inForce && (
        <div className="grid gap-2 rounded-8 border-2 border-orange-1000 px-4 py-3">
          <p>
            {measure.endAskedByName}さんから終了の申し出があります。別の職員（係長・統括職業指導官または指名された代理）が確認すると終わります。
            {measure.endReason !== null && `　理由：${measure.endReason}`}
          </p>
          {measure.mine && decides && (
            <div>
              <Button
                size="sm"
                variant="danger"
                onClick={() =>
                  void confirm.send({ id: measure.id, body: { version: measure.version } }).then(
                    () => showToast('措置を終了しました。'),
                    () => undefined,
                  )
                }
              >
                終了を確認する
              </Button>
            </div>
          )}
          {confirm.problem !== null && <ProblemNotice error={confirm.problem} />}
        </div>
      )}
      {moves && (
        <div className="flex flex-wrap gap-3">
          {measure.expiresOn !== null && (
            <Button size="sm" onClick={() => setDoing('renew')}>
              期限を更新する
            </Button>
          )}
          {measure.endAskedByName === null && (
            <Button size="sm" onClick={() => setDoing('end')}>
              終了を申し出る
            </Button>
          )}
        </div>
      )}
      {doing === 'renew' && <RenewForm measure={measure} onDone={close} />}
      {doing === 'end' && <EndForm measure={measure} onDone={close} />}
    </section>
  );
}

interface MoveProps {
  readonly measure: Protection;
  readonly onDone: () => void;
}

function RenewForm({ measure, onDone }: MoveProps): ReactNode {
  const renew = useCommand(renewProtection);
  const form = useForm({ ...valuesOf(RENEWAL, null), renewedOn: todayEntry() });
  return (
    <Form
      label="期限の更新"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(RENEWAL, values),
          async (values) => {
            await renew.send({ id: measure.id, body: { version: measure.version, ...bodyOf(RENEWAL, values) } });
            showToast('有効期限を更新しました。');
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordFields of={RENEWAL} form={form} />
      </div>
      <Buttons word="更新する" onCancel={onDone} />
    </Form>
  );
}

function EndForm({ measure, onDone }: MoveProps): ReactNode {
  const ask = useCommand(askEnd);
  const form = useForm(valuesOf(END_ENTRY, null));
  return (
    <Form
      label="終了の申し出"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(END_ENTRY, values),
          async (values) => {
            await ask.send({ id: measure.id, body: { version: measure.version, ...bodyOf(END_ENTRY, values) } });
            showToast('終了を申し出ました。別の職員の確認を待ちます。');
            onDone();
          },
        )
      }
    >
      <RecordFields of={END_ENTRY} form={form} />
      <Buttons word="申し出る" onCancel={onDone} />
    </Form>
  );
}

function Buttons({ word, onCancel }: { readonly word: string; readonly onCancel: () => void }): ReactNode {
  return (
    <div className="flex flex-wrap gap-3">
      <Button type="submit" size="sm" variant="solid">
        {word}
      </Button>
      <Button size="sm" onClick={onCancel}>
        取消
      </Button>
    </div>
  );
}
