import { INTRODUCTION_ENTRY } from '@madoguchi/consultations/records';
import { without } from '@madoguchi/kernel';
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
import { RecordField, RecordFields } from '../../reference/components/record-fields';
import { introduceJob } from '../api/job-search';
import { ja } from '../ja';

const ENTRY = without(INTRODUCTION_ENTRY, ['consultationId']);
const BEHIND_THE_NUMBER = without(ENTRY, ['introducedOn', 'openingNumber']);

export function IntroductionForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const introduce = useCommand(introduceJob);
  const form = useForm({ ...valuesOf(ENTRY, null), introducedOn: todayEntry() });
  return (
    <Form
      label={ja.registerIntroduction}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => checkValues(ENTRY, values),
          async (values) => {
            await introduce.send({ clientId: client.id, body: { ...(client.case === null ? {} : { caseId: client.case.id }), ...bodyOf(ENTRY, values) } });
            showToast(ja.introductionRegistered);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordField of={ENTRY} name="introducedOn" form={form} />
        <RecordField of={ENTRY} name="openingNumber" form={form} columns={14} hint={ja.openingNumberHint} />
        <RecordFields of={BEHIND_THE_NUMBER} form={form} />
      </div>
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
