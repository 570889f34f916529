import { REGISTRATION_ENTRY as ENTRY } from '@madoguchi/consultations/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { RecordField } from '../../reference/components/record-fields';
import { registerJobSeeker } from '../api/job-search';
import { ja } from '../ja';

export function RegistrationForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const register = useCommand(registerJobSeeker);
  const form = useForm({ ...valuesOf(ENTRY, null), registeredOn: todayEntry() });
  return (
    <Form
      label={ja.registerApplication}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => checkValues(ENTRY, values),
          async (values) => {
            await register.send({ clientId: client.id, body: { ...(client.case === null ? {} : { caseId: client.case.id }), ...bodyOf(ENTRY, values) } });
            showToast(ja.applicationRegistered);
            onDone();
          },
        )
      }
    >
      <RecordField of={ENTRY} name="registrationNumber" form={form} columns={14} hint={ja.registrationNumberHint} />
      <RecordField of={ENTRY} name="registeredOn" form={form} />
      <RecordField of={ENTRY} name="validUntil" form={form} hint={ja.validUntilHint} />
      <RecordField of={ENTRY} name="firstEver" form={form} radio />
      {form.values.firstEver === 'no' && <RecordField of={ENTRY} name="lastUsedOn" form={form} />}
      <RecordField of={ENTRY} name="wish" form={form} radio on={form.values.registeredOn.date} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          {words.register}
        </Button>
        <Button size="sm" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
