import type { ReactNode } from 'react';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { editParts } from '../api/commands';
import { type Referral } from '../api/referrals';
import { ja } from '../ja';

/** Changes the words of a request that is not sent yet. Items are chosen when it is drafted. */
export function PartsForm({ referral, onDone }: { readonly referral: Referral; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const edit = useCommand(editParts);
  const form = useForm({ parts: referral.parts.map(({ itemGroup, body }) => ({ itemGroup, body })) });
  const { parts } = form.values;
  return (
    <Form
      label={ja.editingParts}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => (values.parts.every((part) => part.body.trim() === '') ? [{ field: 'parts', message: ja.partsMissing }] : []),
          async (values) => {
            const filled = values.parts.filter((part) => part.body.trim() !== '');
            await edit.send({ id: referral.id, version: referral.version, parts: filled });
            showToast(ja.partsSaved);
            onDone();
          },
        )
      }
    >
      {parts.map((part, index) => (
        <TextArea
          key={part.itemGroup}
          label={codes.itemGroup(part.itemGroup)}
          rows={3}
          value={part.body}
          onChange={(body) => form.set({ parts: parts.map((one, at) => (at === index ? { ...one, body } : one)) })}
          {...form.at(`parts.${index}.body`)}
        />
      ))}
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
