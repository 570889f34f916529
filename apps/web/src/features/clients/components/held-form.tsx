import { type Fields, inWords, type RecordOf, type Typed } from '@madoguchi/kernel';
import { type ReactNode, useState } from 'react';
import { ConflictDialog, type ConflictField } from '../../../components/conflict-dialog';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { type ApiProblem, asProblem } from '../../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { ja } from '../ja';

type Stored<F extends Fields> = { readonly [K in keyof F]: unknown } & { readonly version: number };

interface HeldFormProps<F extends Fields> {
  readonly of: RecordOf<F>;
  readonly stored: Stored<F> | null;
  readonly save: (body: Typed<F> & { readonly version: number }) => Promise<unknown>;
  readonly onDone: () => void;
}

/** The stored row that a refused (412) command came back with. */
function storedIn<F extends Fields>(problem: ApiProblem, of: RecordOf<F>): Stored<F> | null {
  const row = problem.current;
  if (problem.status !== 412 || typeof row !== 'object' || row === null || !('version' in row) || typeof row.version !== 'number') return null;
  // Of a protected person the answer holds no values: the page has to be read again.
  return Object.keys(of.fields).some((name) => name in row) ? (row as Stored<F>) : null;
}

/** Edits one group of facts of a person. Who saved first is shown beside what was typed. */
export function HeldForm<F extends Fields>({ of, stored, save, onDone }: HeldFormProps<F>): ReactNode {
  const codes = useCodes();
  const form = useForm<FormValues<F>>(valuesOf(of, stored));
  const [held, setHeld] = useState(stored?.version ?? 0);
  const [newer, setNewer] = useState<Stored<F> | null>(null);

  const send = async (typed: FormValues<F>, version: number): Promise<void> => {
    try {
      await save({ ...bodyOf(of, typed), version });
      showToast(ja.saved(of.title));
      onDone();
    } catch (error) {
      setNewer(storedIn(asProblem(error), of));
      throw error;
    }
  };
  const submit = (version: number): Promise<boolean> => form.submit((typed) => checkValues(of, typed), (typed) => send(typed, version));
  const resolve = (next: Stored<F>): void => {
    setHeld(next.version);
    setNewer(null);
  };
  const conflictIn = (theirs: Stored<F>): readonly ConflictField[] => {
    const mine: Readonly<Record<string, unknown>> = bodyOf(of, form.values);
    const words = { code: codes.label };
    return Object.entries(of.fields).map(([name, field]) => ({
      label: field.label,
      mine: inWords(field, mine[name], words) ?? '',
      theirs: inWords(field, theirs[name], words) ?? '',
    }));
  };
  return (
    <Form label={ja.changing(of.title)} summary={form.summary} className="gap-3" onSubmit={() => submit(held)}>
      <RecordFields of={of} form={form} optional={false} />
      <FormButtons label={words.save} onCancel={onDone} />
      <ConflictDialog
        fields={newer && conflictIn(newer)}
        onClose={() => newer && resolve(newer)}
        onTheirs={() => {
          if (newer === null) return;
          form.reset(valuesOf(of, newer));
          resolve(newer);
        }}
        onMine={async () => {
          if (newer === null) return;
          resolve(newer);
          await submit(newer.version);
        }}
      />
    </Form>
  );
}
