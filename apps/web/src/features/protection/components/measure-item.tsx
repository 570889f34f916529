import { without } from '@madoguchi/kernel';
import { END_ENTRY, PROLONG_ENTRY, RENEWAL } from '@madoguchi/protection/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { ProblemNotice } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatDay, formatInstant, today, todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { askEnd, askProlonging, confirmEnd, confirmProlonging, type Protection, renewProtection } from '../api/protection';
import { ja } from '../ja';

type Doing = 'renew' | 'prolong' | 'end' | null;

/** Of a 秘匿 the own office decides: nobody answers. */
const LOCAL_END = without(END_ENTRY, ['answeredOn', 'answeredBy']);

/** One measure: since when, until when, and the moves of the office that keeps it. */
export function MeasureItem({ measure, decides }: { readonly measure: Protection; readonly decides: boolean }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [doing, setDoing] = useState<Doing>(null);
  // A 秘匿 that has lapsed can be prolonged or ended; a measure that is over cannot.
  const lapsed = !measure.inForce && measure.lapsesAt !== null && !measure.ended;
  const moves = measure.mine && (measure.inForce || lapsed) && may('protection.write') && doing === null;
  const close = (): void => setDoing(null);
  const answer = measure.answeredBy !== null && measure.answeredOn !== null ? ja.answerIs(measure.answeredBy, formatDay(measure.answeredOn, today())) : '';
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
        {measure.keptBy !== null && <span>{ja.keptByMunicipality(measure.keptBy)}</span>}
        <span>{ja.keptBy(measure.officeName)}</span>
        {measure.accompanies && <span>{ja.companions}</span>}
      </p>
      {measure.inForce && (
        <p className="text-sm">
          {ja.whatIsWithheld}
        </p>
      )}
      {measure.lapsesAt !== null && !measure.ended && <p className="text-sm">{lapsed ? ja.lapsed(formatInstant(measure.lapsesAt)) : ja.lapsesAt(formatInstant(measure.lapsesAt))}</p>}
      {measure.dangerAtRegistrar === true && <p className="text-sm font-bold text-red-1000">{ja.dangerHere}</p>}
      {measure.prolongAskedByName !== null && !measure.ended && (
        <Second
          says={`${ja.prolongAsked(measure.prolongAskedByName)}${measure.prolongReason === null ? '' : ja.andReason(measure.prolongReason)}`}
          label={ja.confirmProlonging}
          may={measure.mine && decides}
          command={confirmProlonging}
          done={ja.prolonged}
          measure={measure}
        />
      )}
      {measure.overdue && (
        <p className="text-sm font-bold text-red-1000">{ja.overdue}</p>
      )}
      {measure.endAskedByName !== null && !measure.ended && (
        <Second
          says={`${ja.endAsked(measure.endAskedByName)}${measure.endReason === null ? '' : ja.andReason(measure.endReason)}${answer}`}
          label={ja.confirmEnd}
          may={measure.mine && decides}
          command={confirmEnd}
          done={ja.measureEnded}
          measure={measure}
          danger
        />
      )}
      {moves && (
        <div className="flex flex-wrap gap-3">
          {measure.expiresOn !== null && (
            <Button size="sm" onClick={() => setDoing('renew')}>
              {ja.renew}
            </Button>
          )}
          {measure.lapsesAt !== null && measure.prolongAskedByName === null && (
            <Button size="sm" onClick={() => setDoing('prolong')}>
              {ja.prolong}
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
      {doing === 'prolong' && <ProlongForm measure={measure} onDone={close} />}
      {doing === 'end' && <EndForm measure={measure} onDone={close} />}
    </section>
  );
}

interface SecondProps {
  readonly says: string;
  readonly label: string;
  readonly may: boolean;
  readonly command: typeof confirmEnd;
  readonly done: string;
  readonly measure: Protection;
  readonly danger?: boolean;
}

/** What waits for the second person. */
function Second({ says, label, may, command, done, measure, danger = false }: SecondProps): ReactNode {
  const confirm = useCommand(command);
  return (
    <div className="grid gap-2 rounded-8 border-2 border-orange-1000 px-4 py-3">
      <p>{says}</p>
      {may && (
        <div>
          <Button
            size="sm"
            variant={danger ? 'danger' : 'solid'}
            onClick={() =>
              void confirm.send({ id: measure.id, body: { version: measure.version } }).then(
                () => showToast(done),
                () => undefined,
              )
            }
          >
            {label}
          </Button>
        </div>
      )}
      {confirm.problem !== null && <ProblemNotice error={confirm.problem} />}
    </div>
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

function ProlongForm({ measure, onDone }: MoveProps): ReactNode {
  const ask = useCommand(askProlonging);
  const form = useForm(valuesOf(PROLONG_ENTRY, null));
  return (
    <Form
      label={ja.prolonging}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => checkValues(PROLONG_ENTRY, values),
          async (values) => {
            await ask.send({ id: measure.id, body: { version: measure.version, ...bodyOf(PROLONG_ENTRY, values) } });
            showToast(ja.prolongWasAsked);
            onDone();
          },
        )
      }
    >
      <RecordFields of={PROLONG_ENTRY} form={form} />
      <FormButtons label={ja.ask} onCancel={onDone} />
    </Form>
  );
}

function EndForm({ measure, onDone }: MoveProps): ReactNode {
  const ask = useCommand(askEnd);
  const form = useForm(valuesOf(END_ENTRY, null));
  const local = measure.lapsesAt !== null;
  return (
    <Form
      label={ja.askingEnd}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => (local ? checkValues(LOCAL_END, values) : checkValues(END_ENTRY, values)),
          async (values) => {
            await ask.send({ id: measure.id, body: { version: measure.version, ...(local ? bodyOf(LOCAL_END, values) : bodyOf(END_ENTRY, values)) } });
            showToast(ja.endWasAsked);
            onDone();
          },
        )
      }
    >
      {local ? <RecordFields of={LOCAL_END} form={form} /> : <RecordFields of={END_ENTRY} form={form} />}
      <FormButtons label={ja.ask} onCancel={onDone} />
    </Form>
  );
}
