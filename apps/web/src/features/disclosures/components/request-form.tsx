import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import type { ClientPage } from '../../clients/api/clients';
import { useCodes } from '../../reference/use-codes';
import { type RequesterKind, recordRequest } from '../api/requests';

interface Values {
  readonly requestedOn: DateEntry;
  readonly requesterKind: RequesterKind;
  readonly requesterName: string;
  readonly identityCheck: string;
  readonly authorityCheck: string;
  readonly askedFor: string;
}

/** Who asks, how that was checked, and for what. */
export function RequestForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordRequest);
  const form = useForm<Values>({ requestedOn: todayEntry(), requesterKind: 'self', requesterName: '', identityCheck: '', authorityCheck: '', askedFor: '' });
  const proxy = form.values.requesterKind !== 'self';
  return (
    <Form
      label="開示請求の受付"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.requestedOn.date === null ? [{ field: 'requestedOn', message: values.requestedOn.problem ?? '請求日を入力してください。' }] : []),
            ...(values.requesterName.trim() === '' ? [{ field: 'requesterName', message: '請求した人の氏名を入力してください。' }] : []),
            ...(values.identityCheck === '' ? [{ field: 'identityCheck', message: '本人確認の方法を選んでください。' }] : []),
            ...(values.requesterKind !== 'self' && values.authorityCheck === '' ? [{ field: 'authorityCheck', message: '代理権の確認の方法を選んでください。' }] : []),
            ...(values.askedFor.trim() === '' ? [{ field: 'askedFor', message: '請求の内容を入力してください。' }] : []),
          ],
          async ({ requestedOn, requesterKind, requesterName, identityCheck, authorityCheck, askedFor }) => {
            await record.send({
              id: client.id,
              body: {
                requestedOn: requestedOn.date ?? '',
                requesterKind,
                requesterName,
                identityCheck,
                ...(requesterKind === 'self' ? {} : { authorityCheck }),
                askedFor,
              },
            });
            showToast('開示請求を受け付けました。決定期限は「期限・対応」にも出ます。');
            onDone();
          },
        )
      }
    >
      <RadioGroup label="請求した人" required choices={codes.choices<RequesterKind>('requester_kind')} {...form.field('requesterKind')} />
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <TextInput label="請求した人の氏名" required {...form.field('requesterName')} />
        <DateBox label="請求日" required {...form.field('requestedOn')} />
        <Select label="本人確認の方法" required choices={codes.choices('identity_check')} {...form.field('identityCheck')} />
        {proxy && <Select label="代理権の確認の方法" required choices={codes.choices('authority_check')} {...form.field('authorityCheck')} />}
      </div>
      <TextArea label="請求の内容" required rows={2} {...form.field('askedFor')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          登録
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
