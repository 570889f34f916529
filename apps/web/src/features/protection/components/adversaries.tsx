import { ADVERSARY } from '@madoguchi/protection/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { optional } from '../../../lib/person';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Adversary, nameAdversary } from '../api/protection';
import { ja } from '../ja';

/** 加害者とされる者, for the office that keeps the measure only. */
export function Adversaries({ measureId, adversaries }: { readonly measureId: string; readonly adversaries: readonly Adversary[] }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [naming, setNaming] = useState(false);
  return (
    <section className="grid gap-2">
      <h3 className="text-sm">{ADVERSARY.title}</h3>
      {adversaries.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {adversaries.map((one) => (
            <li key={one.id}>
              {one.name}（{codes.label('adversary_relation', one.relation)}
              {one.number === null ? '' : `・${one.number}`}）
              {one.sameWorker && <span className="font-bold text-red-1000">　{ja.sameWorker}</span>}
            </li>
          ))}
        </ul>
      )}
      {naming ? (
        <AdversaryForm measureId={measureId} onDone={() => setNaming(false)} />
      ) : (
        may('protection.write') && (
          <div>
            <Button size="sm" onClick={() => setNaming(true)}>
              {ja.nameAdversary}
            </Button>
          </div>
        )
      )}
    </section>
  );
}

function AdversaryForm({ measureId, onDone }: { readonly measureId: string; readonly onDone: () => void }): ReactNode {
  const name = useCommand(nameAdversary);
  const form = useForm({ ...valuesOf(ADVERSARY, null), number: '' });
  return (
    <Form
      label={ja.namingAdversary}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(ADVERSARY, values),
          async (values) => {
            const number = optional(values.number);
            await name.send({ id: measureId, body: { ...bodyOf(ADVERSARY, values), ...(number === undefined ? {} : { number }) } });
            showToast(ja.adversaryNamed);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordFields of={ADVERSARY} form={form} />
        <TextInput label={words.number} optional hint={ja.adversaryNumberHint} {...form.field('number')} />
      </div>
      <FormButtons label={words.register} onCancel={onDone} />
    </Form>
  );
}
