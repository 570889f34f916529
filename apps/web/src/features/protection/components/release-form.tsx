import { RELEASE } from '@madoguchi/protection/records';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CheckboxGroup, type Choice } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { askRelease, type LocatingGroup } from '../api/protection';
import { ja } from '../ja';

type Values = FormValues<typeof RELEASE.fields> & { readonly itemGroups: readonly LocatingGroup[] };

/** The first of two persons asks. Nothing is given out before another one has decided. */
export function ReleaseForm({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const offices = useQuery(officesQuery);
  const ask = useCommand(askRelease);
  const form = useForm<Values>({ ...valuesOf(RELEASE, { lastsDays: 3 }), itemGroups: [] });
  const recipients = (offices.data?.offices ?? []).filter((office) => office.id !== assignment.officeId);
  return (
    <Form
      label={ja.askingRelease}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...checkValues(RELEASE, values),
            ...(values.itemGroups.length === 0 ? [{ field: 'itemGroups', message: ja.groupsMissing }] : []),
          ],
          async (values) => {
            await ask.send({ id: clientId, body: { ...bodyOf(RELEASE, values), itemGroups: [...values.itemGroups] } });
            showToast(ja.releaseAsked);
            onDone();
          },
        )
      }
    >
      <RecordField
        of={RELEASE}
        name="recipientOfficeId"
        form={form}
        choices={recipients.map((office) => ({ value: office.id, label: `${office.name}（${office.organisationName}）` }))}
      />
      <CheckboxGroup
        label={ja.groupsToRelease}
        required
        hint={ja.groupsHint}
        choices={codes.itemGroups.filter((group): group is Choice<LocatingGroup> => codes.locates(group.value))}
        {...form.field('itemGroups')}
      />
      <RecordField of={RELEASE} name="reason" form={form} />
      <RecordField of={RELEASE} name="lastsDays" form={form} />
      <FormButtons label={ja.ask} onCancel={onDone} />
    </Form>
  );
}
