import { without } from '@madoguchi/kernel';
import { MEASURE_ENTRY as MEASURE } from '@madoguchi/protection/records';
import type { ReactNode } from 'react';
import { CheckboxGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { recordProtection } from '../api/protection';
import { ja } from '../ja';

/** 秘匿 of the office's own: it works for some days. */
const LOCAL = without(MEASURE, ['expiresOn', 'keptBy']);
/** 支援措置 of a municipality. */
const OFFICIAL = without(MEASURE, ['dangerAtRegistrar']);

interface Values extends FormValues<typeof MEASURE.fields> {
  readonly companions: readonly string[];
}

/** From saving on, what locates the person is closed to every other office at once. */
export function RecordForm({ client, onDone }: { readonly client: ClientPage; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordProtection);
  const form = useForm<Values>({ ...valuesOf(MEASURE, { kind: 'official' }), startedOn: todayEntry(), companions: [] });
  const { values } = form;
  const household = (client.household?.members ?? []).filter((member) => member.personId !== client.id && member.name !== null);
  return (
    <Form
      label={ja.recording}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (typed) => (typed.kind === 'official' ? checkValues(OFFICIAL, typed) : checkValues(LOCAL, typed)),
          async (typed) => {
            await record.send({ id: client.id, body: { ...(typed.kind === 'official' ? bodyOf(OFFICIAL, typed) : bodyOf(LOCAL, typed)), companions: [...typed.companions] } });
            showToast(ja.recorded);
            onDone();
          },
        )
      }
    >
      <RecordField of={MEASURE} name="kind" form={form} radio />
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordField of={MEASURE} name="startedOn" form={form} />
        {values.kind === 'official' && <RecordField of={MEASURE} name="expiresOn" form={form} hint={ja.expiresHint} />}
      </div>
      {values.kind === 'official' ? (
        <RecordField of={MEASURE} name="keptBy" form={form} />
      ) : (
        <>
          <p className="text-sm text-solid-gray-700">{ja.localHint}</p>
          <RecordField of={MEASURE} name="dangerAtRegistrar" form={form} />
        </>
      )}
      {household.length > 0 && (
        <CheckboxGroup
          label={ja.companions}
          optional
          choices={household.map((member) => ({ value: member.personId, label: `${member.name ?? ''}（${codes.label('relation', member.relation)}）` }))}
          {...form.field('companions')}
        />
      )}
      <FormButtons label={words.register} onCancel={onDone} />
    </Form>
  );
}
