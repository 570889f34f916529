import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { chooseRoutes, type Figure } from '../api/plans';

interface RoutesFormProps {
  readonly planId: string;
  readonly figure: Figure;
  readonly onDone: () => void;
}

/** Which 就職経路 count towards a line: the document does not say, so the planner decides. */
export function RoutesForm({ planId, figure, onDone }: RoutesFormProps): ReactNode {
  const codes = useCodes();
  const choose = useCommand(chooseRoutes);
  const form = useForm<{ readonly routes: readonly string[] }>({ routes: figure.routes });
  return (
    <Form
      label="就職経路の選択"
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          () => [],
          async ({ routes }) => {
            await choose.send({ id: planId, lineKey: figure.lineKey, part: figure.part, version: figure.version, routes });
            showToast('就職経路を保存しました。');
            onDone();
          },
        )
      }
    >
      <CheckboxGroup
        label="数える就職経路"
        hint="1つも選ばないときは、すべての経路を数えます。"
        choices={codes.choices('route', { kept: figure.routes })}
        {...form.field('routes')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          保存
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
