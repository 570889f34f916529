import { WITHDRAWAL_ENTRY as ENTRY } from '@madoguchi/consents/records';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Form } from '../../../components/form';
import { Loaded } from '../../../components/notices';
import { formatInstant, todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { RecordFields } from '../../reference/components/record-fields';
import { type Codes, useCodes } from '../../reference/use-codes';
import { type Consent, type Rehearsal, rehearsalQuery, withdrawConsent } from '../api/consents';

/** One of the few interruptions: what the withdrawal will do is read before it is done. */
export function WithdrawalDialog({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }): ReactNode {
  const codes = useCodes();
  const rehearsal = useQuery(rehearsalQuery(consent.id));
  const withdraw = useCommand(withdrawConsent);
  const form = useForm({ ...valuesOf(ENTRY, null), withdrawnOn: todayEntry() });
  return (
    <Dialog open title="同意の撤回" width="wide" onClose={onClose}>
      <div className="grid gap-4">
        <p>
          {consent.recipientName}への「{consent.formName}」の同意を撤回します。撤回すると、次のようになります。
        </p>
        <Loaded query={rehearsal}>{(data) => <Consequences data={data} codes={codes} recipient={consent.recipientName} />}</Loaded>
        <Form
          label="同意の撤回"
          summary={form.summary}
          onSubmit={() =>
            form.submit(
              (values) => checkValues(ENTRY, values),
              async (values) => {
                await withdraw.send({ id: consent.id, body: { version: consent.version, ...bodyOf(ENTRY, values) } });
                showToast('同意を撤回しました。');
                onClose();
              },
            )
          }
        >
          <RecordFields of={ENTRY} form={form} radio />
          <div className="flex flex-wrap gap-3">
            <Button onClick={onClose}>撤回しないで戻る</Button>
            <Button type="submit" variant="danger">
              撤回する
            </Button>
          </div>
        </Form>
      </div>
    </Dialog>
  );
}

interface ConsequencesProps {
  readonly data: Rehearsal;
  readonly codes: Codes;
  readonly recipient: string;
}

function Consequences({ data, codes, recipient }: ConsequencesProps): ReactNode {
  const groups = (direction: string): string =>
    data.closesGroups
      .filter((group) => group.direction === direction)
      .map((group) => codes.itemGroup(group.itemGroup))
      .join('、');
  const towards = groups('to_recipient');
  const from = groups('from_recipient');
  const onward = groups('onward');
  return (
    <ul aria-label="撤回するとどうなるか" className="grid list-disc gap-1.5 rounded-8 border-2 border-orange-1000 bg-white py-3 pr-4 pl-8">
      {towards !== '' && <li>{recipient}から見えなくなる項目：{towards}</li>}
      {onward !== '' && <li>{recipient}への再提供が終わる項目：{onward}</li>}
      {from !== '' && <li>この窓口から見えなくなる項目：{from}</li>}
      {data.openReferrals.length === 0 ? (
        <li>進行中の支援要請はありません。</li>
      ) : (
        data.openReferrals.map((referral) => (
          <li key={referral.id}>
            支援要請（{referral.recipientOfficeName}・{codes.label('referral_status', referral.status)}）は、回答前なら取下げ、受理後なら情報共有を終えます。
          </li>
        ))
      )}
      {data.onwardSharings > 0 && <li>他機関への再提供 {data.onwardSharings}件を終えます。</li>}
      <li>共有されていたプラン {data.plans}件、次回予定 {data.appointments}件は、書いた窓口だけに残ります。</li>
      {data.exports.map((file) => (
        <li key={file.id}>
          {file.officeName}が{formatInstant(file.requestedAt)}に作った帳票は、開けなくなります。
        </li>
      ))}
      <li>双方の「期限・対応」に確認が{data.followUps}件加わります（返却・廃棄の確認、情報共有なしの支援の確認）。</li>
      <li>それぞれの窓口が書いた記録は、その窓口に残ります。</li>
    </ul>
  );
}
