import { documentName, type PlanFileReading, readPlanFile, wordsOfPlace } from '@madoguchi/agreements/documents';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../components/dialog';
import { Field, inputClass } from '../../../components/field';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { createDraft } from '../api/plans';
import { ja } from '../ja';

interface ImportDialogProps {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** A plan file becomes a draft; what is wrong in it, and what is kept as printed though it is odd, is said before it is sent. */
export function ImportDialog({ onMade, onClose }: ImportDialogProps): ReactNode {
  const create = useCommand(createDraft);
  const form = useForm<{ file: string }>({ file: '' });
  const [reading, setReading] = useState<PlanFileReading | null>(null);
  const { id, error } = form.field('file');
  return (
    <Dialog open title={ja.importing} width="wide" onClose={onClose}>
      <Form
        label={ja.importing}
        summary={form.summary}
        className="gap-3"
        onSubmit={() =>
          form.submit(
            () => (reading === null ? [{ field: 'file', message: ja.fileMissing }] : 'faults' in reading ? [{ field: 'file', message: ja.fileHasFaults(reading.faults.length) }] : []),
            async () => {
              if (reading !== null && 'plan' in reading) onMade((await create.send({ kind: 'employment_measures', plan: reading.plan })).id);
            },
          )
        }
      >
        <Field id={id} label={ja.planFile} required hint={ja.planFileHint} error={error}>
          <input
            id={id}
            type="file"
            accept=".json,application/json"
            className={inputClass(false, error)}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file === undefined) setReading(null);
              else void file.text().then((text) => setReading(readPlanFile(text)));
            }}
          />
        </Field>
        {reading !== null && <ReadingOfFile reading={reading} />}
        <FormButtons label={ja.makeDraft} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

/** As many as are read at once; the file itself is mended with an editor. */
const SHOWN = 50;

function ReadingOfFile({ reading }: { readonly reading: PlanFileReading }): ReactNode {
  const [title, found, plan] = 'faults' in reading ? ([ja.toMend, reading.faults, undefined] as const) : ([ja.keptAsPrinted, reading.notes, reading.plan] as const);
  return (
    <div role="status" className="text-sm">
      {plan !== undefined && <p className="font-bold">{ja.fileIsGood(documentName(plan))}</p>}
      {found.length > 0 && <p className="font-bold">{`${title}（${found.length}）`}</p>}
      <ul className="list-disc pl-5">
        {found.slice(0, SHOWN).map(({ at, code, message }) => (
          <li key={`${at} ${code}`}>{wordsOfPlace(at, plan)}：{message}</li>
        ))}
      </ul>
    </div>
  );
}
