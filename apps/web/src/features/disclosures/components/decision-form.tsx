import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { decideRequest, type DisclosureRequest } from '../api/requests';
import { ja } from '../ja';

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
      label={ja.deciding}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ way, reason }) => (way === 'refuse_existence' && reason.trim() === '' ? [{ field: 'reason', message: ja.refusalReasonMissing }] : []),
          async ({ way, reason }) => {
            const body = { version: request.version, refuseExistence: way === 'refuse_existence', ...(reason.trim() === '' ? {} : { reason }) };
            await decide.send({ id: request.id, body });
            showToast(ja.decided);
          },
        )
      }
    >
      <RadioGroup
        label={ja.decision}
        required
        stacked
        choices={[
          { value: 'by_marks', label: ja.asReviewed, hint: left === 0 ? ja.asReviewedHint : ja.leftToReview(left) },
          { value: 'refuse_existence', label: ja.refuseToSay, hint: ja.refuseToSayHint },
        ]}
        {...form.field('way')}
      />
      <TextArea label={ja.decisionReason} rows={2} hint={ja.decisionReasonHint} {...form.field('reason')} />
      <div>
        <Button type="submit" size="sm" variant="solid">
          {ja.decide}
        </Button>
      </div>
    </Form>
  );
}
