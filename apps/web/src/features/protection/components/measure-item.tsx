import { END_ENTRY, RENEWAL } from '@madoguchi/protection/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { ProblemNotice } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatDay, today, todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { askEnd, confirmEnd, type Protection, renewProtection } from '../api/protection';
import { ja } from '../ja';

type Doing = 'renew' | 'end' | null;

/** One measure: since when, until when, and the moves of the office that keeps it. */
export function MeasureItem({ measure, decides }: { readonly measure: Protection; readonly decides: boolean }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [doing, setDoing] = useState<Doing>(null);
  const confirm = useCommand(confirmEnd);
  const moves = measure.mine && measure.inForce && may('protection.write') && doing === null;
  const close = (): void => setDoing(null);
  return (
    <section aria-label={codes.label('protection_kind', measure.kind)} className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {measure.inForce ? (
          <Tag tone="red" symbol="！">
            {codes.label('protection_kind', measure.kind)}
          </Tag>
        ) : (
          <Tag tone="gray" symbol="－">
            {words.ended}
          </Tag>
        )}
        <span>{ja.startedOn(formatDay(measure.startedOn, today()))}</span>
        {measure.expiresOn !== null && <span>{ja.validUntil(formatDay(measure.expiresOn, today()))}</span>}
        <span>{ja.keptBy(measure.officeName)}</span>
        {measure.accompanies && <span>{ja.companions}</span>}
      </p>
      {measure.inForce && (
        <p className="text-sm">
          {ja.whatIsWithheld}
        </p>
      )}
      {measure.overdue && (
        <p className="text-sm font-bold text-red-1000">{ja.overdue}</p>
      )}
      {measure.endAskedByName !== null && measure.inForce && (
        <div className="grid gap-2 rounded-8 border-2 border-orange-1000 px-4 py-3">
          <p>
            {ja.endAsked(measure.endAskedByName)}
            {measure.endReason !== null && ja.andReason(measure.endReason)}
          </p>
          {measure.mine && decides && (
            <div>
              <Button
                size="sm"
                variant="danger"
                onClick={() =>
                  void confirm.send({ id: measure.id, body: { version: measure.version } }).then(
                    () => showToast(ja.measureEnded),
                    () => undefined,
                  )
                }
              >
                {ja.confirmEnd}
              </Button>
            </div>
          )}
          {confirm.problem !== null && <ProblemNotice error={confirm.problem} />}
        </div>
      )}
      {moves && (
        <div className="flex flex-wrap gap-3">
          {measure.expiresOn !== null && (
            <Button size="sm" onClick={() => setDoing('renew')}>
              {ja.renew}
            </Button>
          )}
          {measure.endAskedByName === null && (
            <Button size="sm" onClick={() => setDoing('end')}>
              {ja.askEnd}
            </Button>
          )}
        </div>
      )}
      {doing === 'renew' && <RenewForm measure={measure} onDone={close} />}
      {doing === 'end' && <EndForm measure={measure} onDone={close} />}
    </section>
  );
}

interface MoveProps {
  readonly measure: Protection;
  readonly onDone: () => void;
}

function RenewForm({ measure, onDone }: MoveProps): ReactNode {
  const renew = useCommand(renewProtection);
  const form = useForm({ ...valuesOf(RENEWAL, null), renewedOn: todayEntry() });
  return (
    <Form
      label={ja.renewing}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(RENEWAL, values),
          async (values) => {
            await renew.send({ id: measure.id, body: { version: measure.version, ...bodyOf(RENEWAL, values) } });
            showToast(ja.renewed);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordFields of={RENEWAL} form={form} />
      </div>
      <FormButtons label={ja.doRenew} onCancel={onDone} />
    </Form>
  );
}

function EndForm({ measure, onDone }: MoveProps): ReactNode {
  const ask = useCommand(askEnd);
  const form = useForm(valuesOf(END_ENTRY, null));
  return (
    <Form
      label={ja.askingEnd}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(END_ENTRY, values),
          async (values) => {
            await ask.send({ id: measure.id, body: { version: measure.version, ...bodyOf(END_ENTRY, values) } });
            showToast(ja.endWasAsked);
            onDone();
          },
        )
      }
    >
      <RecordFields of={END_ENTRY} form={form} />
      <FormButtons label={ja.ask} onCancel={onDone} />
    </Form>
  );
}
