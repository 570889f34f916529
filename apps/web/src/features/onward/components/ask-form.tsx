import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { type Consent, consentsQuery } from '../../consents/api/consents';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { askOnward, type OnwardList } from '../api/onward';

interface AskFormProps {
  readonly clientId: string;
  readonly origins: OnwardList['origins'];
  readonly onDone: () => void;
}

/** Item groups that the person let pass to an office, by the consents in force of the acting office. */
function letPass(consents: readonly Consent[], officeId: string): ReadonlySet<string> {
  const scopes = consents.filter((one) => passesOn(one) && one.recipientOfficeIds.includes(officeId)).flatMap((one) => one.scopes);
  return new Set(scopes.filter((scope) => scope.direction === 'onward').map((scope) => scope.itemGroup));
}

function passesOn(consent: Consent): boolean {
  return consent.mine && consent.state === 'in_force' && consent.scopes.some((scope) => scope.direction === 'onward');
}

/** From whom, to whom, which items: only what was received and what the person let pass can be ticked. */
export function AskForm({ clientId, origins, onDone }: AskFormProps): ReactNode {
  const codes = useCodes();
  const offices = useQuery(officesQuery).data?.offices ?? [];
  const consents = useQuery(consentsQuery(clientId)).data ?? [];
  const ask = useCommand(askOnward);
  const [only] = origins;
  const form = useForm<{ readonly originOfficeId: string; readonly recipientOfficeId: string; readonly itemGroups: readonly string[]; readonly reason: string }>({
    originOfficeId: origins.length === 1 && only !== undefined ? only.officeId : '',
    recipientOfficeId: '',
    itemGroups: [],
    reason: '',
  });
  const { values } = form;
  const named = new Set(consents.filter(passesOn).flatMap((one) => one.recipientOfficeIds));
  const recipients = offices.filter((office) => named.has(office.id));
  const received = new Set(origins.find((one) => one.officeId === values.originOfficeId)?.itemGroups);
  const passing = letPass(consents, values.recipientOfficeId);
  const groups = codes.itemGroups.filter((group) => received.has(group.value) && passing.has(group.value));
  const choicesOf = (ids: readonly string[]): { value: string; label: string }[] =>
    offices.filter((office) => ids.includes(office.id)).map((office) => ({ value: office.id, label: `${office.name}（${office.organisationName}）` }));
  if (recipients.length === 0) {
    return (
      <div className="grid gap-3 rounded-8 border px-4 py-3">
        <p>再提供には、本人の同意が必要です。先に「同意を登録する」から、再提供先を送り先として、再提供の同意書を登録してください。</p>
        <div>
          <Button size="sm" onClick={onDone}>
            閉じる
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form
      label="再提供の申し出"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (typed) => [
            ...(typed.originOfficeId === '' ? [{ field: 'originOfficeId', message: '情報の提供元を選んでください。' }] : []),
            ...(typed.recipientOfficeId === '' ? [{ field: 'recipientOfficeId', message: '再提供先を選んでください。' }] : []),
            ...(typed.itemGroups.length === 0 ? [{ field: 'itemGroups', message: '再提供する項目を選んでください。' }] : []),
            ...(typed.reason.trim() === '' ? [{ field: 'reason', message: '目的を入力してください。' }] : []),
          ],
          async (typed) => {
            await ask.send({ id: clientId, body: { ...typed, itemGroups: [...typed.itemGroups] } });
            showToast('再提供を申し出ました。');
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <Select label="情報の提供元" required choices={choicesOf(origins.map((one) => one.officeId))} {...form.field('originOfficeId')} />
        <Select label="再提供先" required choices={choicesOf(recipients.map((one) => one.id))} {...form.field('recipientOfficeId')} />
      </div>
      {values.recipientOfficeId !== '' && values.originOfficeId !== '' && (
        <CheckboxGroup label="再提供する項目" required hint="受け取っていて、本人が再提供に同意した項目" choices={groups} {...form.field('itemGroups')} />
      )}
      <TextArea label="目的" required rows={2} {...form.field('reason')} />
      <p className="text-sm">提供元の承諾が必要なときは、承諾されるまで再提供先には何も見えません。</p>
      <FormButtons label="申し出る" onCancel={onDone} />
    </Form>
  );
}
