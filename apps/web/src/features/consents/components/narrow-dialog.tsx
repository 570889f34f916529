import { DIRECTIONS } from '@madoguchi/consents/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, type Choice } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Dialog } from '../../../components/dialog';
import { Form } from '../../../components/form';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { type Codes, useCodes } from '../../reference/use-codes';
import { type Consent, narrowConsent } from '../api/consents';
import { ja } from '../ja';

type Direction = (typeof DIRECTIONS)[number];

interface Values {
  readonly narrowedOn: DateEntry;
  readonly to_recipient: readonly string[];
  readonly from_recipient: readonly string[];
  readonly onward: readonly string[];
}

/** The items of a consent that can be taken back, one way: all but the basic ones. */
function choicesOf(consent: Consent, direction: Direction, codes: Codes): readonly Choice[] {
  const groups = new Set(consent.scopes.filter((scope) => scope.direction === direction && scope.itemGroup !== 'basic').map((scope) => scope.itemGroup));
  return [...groups].map((value) => ({ value, label: codes.itemGroup(value) }));
}

/** The person takes some items back; the rest goes on. */
export function NarrowDialog({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }): ReactNode {
  const codes = useCodes();
  const narrow = useCommand(narrowConsent);
  const form = useForm<Values>({ narrowedOn: todayEntry(), to_recipient: [], from_recipient: [], onward: [] });
  const label: Readonly<Record<Direction, string>> = {
    to_recipient: ja.stopTelling(consent.recipientName),
    from_recipient: ja.stopReceiving(consent.recipientName),
    onward: ja.stopPassingOn(consent.recipientName),
  };
  return (
    <Dialog open title={ja.narrowing} width="wide" onClose={onClose}>
      <div className="grid gap-4">
        <p>{ja.aboutNarrowing}</p>
        <Form
          label={ja.narrowingForm}
          summary={form.summary}
          onSubmit={() =>
            form.submit(
              (values) => [
                ...(values.narrowedOn.date === null ? [{ field: 'narrowedOn', message: values.narrowedOn.problem ?? ja.narrowedOnMissing }] : []),
                ...(DIRECTIONS.every((direction) => values[direction].length === 0) ? [{ field: 'to_recipient', message: ja.groupsMissing }] : []),
              ],
              async (values) => {
                const groups = DIRECTIONS.flatMap((direction) => values[direction].map((itemGroup) => ({ direction, itemGroup })));
                await narrow.send({ id: consent.id, body: { version: consent.version, narrowedOn: values.narrowedOn.date ?? '', groups } });
                showToast(ja.narrowed);
                onClose();
              },
            )
          }
        >
          <DateBox label={ja.narrowedOn} required {...form.field('narrowedOn')} />
          {DIRECTIONS.map((direction) => {
            const choices = choicesOf(consent, direction, codes);
            return choices.length === 0 ? null : <CheckboxGroup key={direction} label={label[direction]} optional choices={choices} {...form.field(direction)} />;
          })}
          <div className="flex flex-wrap gap-3">
            <Button onClick={onClose}>{ja.keepAll}</Button>
            <Button type="submit" variant="danger">
              {ja.doNarrow}
            </Button>
          </div>
        </Form>
      </div>
    </Dialog>
  );
}
