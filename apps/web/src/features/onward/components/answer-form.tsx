import type { ReactNode } from 'react';
import { CheckboxGroup, RadioGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { decideOnward, type Onward } from '../api/onward';

const DECISIONS = [
  { value: 'approved', label: '承諾する' },
  { value: 'refused', label: '承諾しない' },
] as const;

/** The origin's answer: all of it, a part, or nothing. */
export function AnswerForm({ onward, onDone }: { readonly onward: Onward; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const decide = useCommand(decideOnward);
  const asked = onward.groups.map((one) => one.itemGroup);
  const form = useForm<{ readonly decision: 'approved' | 'refused' | ''; readonly itemGroups: readonly string[]; readonly note: string }>({ decision: '', itemGroups: asked, note: '' });
  const { values } = form;
  return (
    <Form
      label="再提供への回答"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (typed) => [
            ...(typed.decision === '' ? [{ field: 'decision', message: '回答を選んでください。' }] : []),
            ...(typed.decision === 'approved' && typed.itemGroups.length === 0 ? [{ field: 'itemGroups', message: '承諾する項目を選んでください。' }] : []),
          ],
          async ({ decision, itemGroups, note }) => {
            if (decision === '') return;
            const groups = decision === 'approved' ? [...itemGroups] : [];
            await decide.send({ id: onward.id, body: { version: onward.version, decision, itemGroups: groups, ...(note.trim() === '' ? {} : { note }) } });
            showToast(decision === 'approved' ? '再提供を承諾しました。' : '承諾しないと回答しました。');
            onDone();
          },
        )
      }
    >
      <RadioGroup label="回答" required choices={DECISIONS} {...form.field('decision')} />
      {values.decision === 'approved' && (
        <CheckboxGroup label="承諾する項目" required choices={asked.map((value) => ({ value, label: codes.itemGroup(value) }))} {...form.field('itemGroups')} />
      )}
      <TextArea label="回答の説明" optional rows={2} {...form.field('note')} />
      <FormButtons label="回答する" onCancel={onDone} />
    </Form>
  );
}
