import type { ReactNode } from 'react';
import { CheckboxGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { chooseRoutes, type Figure } from '../api/plans';
import { ja } from '../ja';

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
      label={ja.choosingRoutes}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          () => [],
          async ({ routes }) => {
            await choose.send({ id: planId, lineKey: figure.lineKey, part: figure.part, version: figure.version, routes });
            showToast(ja.routesSaved);
            onDone();
          },
        )
      }
    >
      <CheckboxGroup
        label={ja.countedRoutes}
        hint={ja.countedRoutesHint}
        choices={codes.choices('route', { kept: figure.routes })}
        {...form.field('routes')}
      />
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
