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
import { ja } from '../ja';

/** One of the few interruptions: what the withdrawal will do is read before it is done. */
export function WithdrawalDialog({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }): ReactNode {
  const codes = useCodes();
  const rehearsal = useQuery(rehearsalQuery(consent.id));
  const withdraw = useCommand(withdrawConsent);
  const form = useForm({ ...valuesOf(ENTRY, null), withdrawnOn: todayEntry() });
  return (
    <Dialog open title={ja.withdrawal} width="wide" onClose={onClose}>
      <div className="grid gap-4">
        <p>
          {ja.aboutWithdrawal(consent.recipientName, consent.formName)}
        </p>
        <Loaded query={rehearsal}>{(data) => <Consequences data={data} codes={codes} recipient={consent.recipientName} />}</Loaded>
        <Form
          label={ja.withdrawal}
          summary={form.summary}
          onSubmit={() =>
            form.submit(
              (values) => checkValues(ENTRY, values),
              async (values) => {
                await withdraw.send({ id: consent.id, body: { version: consent.version, ...bodyOf(ENTRY, values) } });
                showToast(ja.withdrawn);
                onClose();
              },
            )
          }
        >
          <RecordFields of={ENTRY} form={form} radio />
          <div className="flex flex-wrap gap-3">
            <Button onClick={onClose}>{ja.keep}</Button>
            <Button type="submit" variant="danger">
              {ja.doWithdraw}
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
    <ul aria-label={ja.effects} className="grid list-disc gap-1.5 rounded-8 border-2 border-orange-1000 bg-white py-3 pr-4 pl-8">
      {towards !== '' && <li>{ja.closesFor(recipient, towards)}</li>}
      {onward !== '' && <li>{ja.endsOnward(recipient, onward)}</li>}
      {from !== '' && <li>{ja.closesHere(from)}</li>}
      {data.openReferrals.length === 0 ? (
        <li>{ja.noReferrals}</li>
      ) : (
        data.openReferrals.map((referral) => (
          <li key={referral.id}>
            {ja.endsReferral(referral.recipientOfficeName, codes.label('referral_status', referral.status))}
          </li>
        ))
      )}
      {data.onwardSharings > 0 && <li>{ja.endsOnwardSharings(data.onwardSharings)}</li>}
      <li>{ja.keepsPlans(data.plans, data.appointments)}</li>
      {data.exports.map((file) => (
        <li key={file.id}>
          {ja.shutsExport(file.officeName, formatInstant(file.requestedAt))}
        </li>
      ))}
      <li>{ja.addsFollowUps(data.followUps)}</li>
      <li>{ja.recordsStay}</li>
    </ul>
  );
}
