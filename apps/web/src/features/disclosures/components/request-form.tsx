import type { ReactNode } from 'react';
import { RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea, TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { useCodes } from '../../reference/use-codes';
import { type RequesterKind, recordRequest } from '../api/requests';
import { ja } from '../ja';

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
      label={ja.receiving}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.requestedOn.date === null ? [{ field: 'requestedOn', message: values.requestedOn.problem ?? ja.requestedOnMissing }] : []),
            ...(values.requesterName.trim() === '' ? [{ field: 'requesterName', message: ja.requesterNameMissing }] : []),
            ...(values.identityCheck === '' ? [{ field: 'identityCheck', message: ja.identityCheckMissing }] : []),
            ...(values.requesterKind !== 'self' && values.authorityCheck === '' ? [{ field: 'authorityCheck', message: ja.authorityCheckMissing }] : []),
            ...(values.askedFor.trim() === '' ? [{ field: 'askedFor', message: ja.askedForMissing }] : []),
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
            showToast(ja.requestReceived);
            onDone();
          },
        )
      }
    >
      <RadioGroup label={ja.requester} required choices={codes.choices<RequesterKind>('requester_kind')} {...form.field('requesterKind')} />
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <TextInput label={ja.requesterName} required {...form.field('requesterName')} />
        <DateBox label={ja.requestedOnLabel} required {...form.field('requestedOn')} />
        <Select label={ja.identityCheck} required choices={codes.choices('identity_check')} {...form.field('identityCheck')} />
        {proxy && <Select label={ja.authorityCheck} required choices={codes.choices('authority_check')} {...form.field('authorityCheck')} />}
      </div>
      <TextArea label={ja.askedFor} required rows={2} {...form.field('askedFor')} />
      <FormButtons label={words.register} onCancel={onDone} />
    </Form>
  );
}
