import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { decideRequest, type DisclosureRequest } from '../api/requests';

interface Values {
  readonly way: 'by_marks' | 'refuse_existence';
  readonly reason: string;
}

/** For the second person. What is decided follows from the marks; 存否応答拒否 says not even whether there are records. */
export function DecisionForm({ request, left }: { readonly request: DisclosureRequest; readonly left: number }): ReactNode {
  const decide = useCommand(decideRequest);
  const form = useForm<Values>({ way: 'by_marks', reason: '' });
  return (
    <Form
      label="開示請求への決定"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ way, reason }) => (way === 'refuse_existence' && reason.trim() === '' ? [{ field: 'reason', message: '存否応答拒否の理由を入力してください。' }] : []),
          async ({ way, reason }) => {
            const body = { version: request.version, refuseExistence: way === 'refuse_existence', ...(reason.trim() === '' ? {} : { reason }) };
            await decide.send({ id: request.id, body });
            showToast('決定しました。開示しない部分の写しは消しました。');
          },
        )
      }
    >
      <RadioGroup
        label="決定"
        required
        stacked
        choices={[
          { value: 'by_marks', label: '審査のとおり決定する', hint: left === 0 ? '開示・部分開示・不開示は、各項目の審査によります。' : `審査・協議が済んでいない項目が${left}件あります。` },
          { value: 'refuse_existence', label: '存否応答拒否とする（81条）', hint: '記録があるかどうかも答えません。' },
        ]}
        {...form.field('way')}
      />
      <TextArea label="決定の理由" rows={2} hint="存否応答拒否では必ず入力します。通知書に載ります。" {...form.field('reason')} />
      <div>
        <Button type="submit" size="sm" variant="solid">
          決定する
        </Button>
      </div>
    </Form>
  );
}
