import { type ReactNode, type SyntheticEvent, useId, useRef } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { markItem, type ReviewItem } from '../api/requests';
import { blackedOut, charactersBetween, type Range, withRange } from '../black-out';
import { ja } from '../ja';

interface MarkFormProps {
  readonly item: ReviewItem;
  readonly mark: 'partial' | 'withhold';
  readonly onDone: () => void;
}

interface Values {
  readonly reason: string;
  readonly ranges: readonly Range[];
}

/** 部分開示 and 不開示: why, and for a part which characters. */
export function MarkForm({ item, mark, onDone }: MarkFormProps): ReactNode {
  const codes = useCodes();
  const send = useCommand(markItem);
  const form = useForm<Values>({ reason: item.reason ?? '', ranges: item.ranges });
  return (
    <Form
      label={ja.markAs(item.title, codes.label('disclosure_outcome', mark))}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ reason, ranges }) => [
            ...(reason === '' ? [{ field: 'reason', message: ja.exemptionMissing }] : []),
            ...(mark === 'partial' && ranges.length === 0 ? [{ field: 'ranges', message: ja.redactionMissing }] : []),
          ],
          async ({ reason, ranges }) => {
            await send.send({ id: item.id, body: { version: item.version, mark, reason, ...(mark === 'partial' ? { ranges: [...ranges] } : {}) } });
            onDone();
          },
        )
      }
    >
      <Select label={ja.exemption} required choices={codes.choices('withhold_reason', { kept: item.reason })} {...form.field('reason')} />
      {mark === 'partial' && <BlackOut text={item.body ?? ''} ranges={form.values.ranges} onChange={(ranges) => form.set({ ranges })} />}
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}

interface BlackOutProps {
  readonly text: string;
  readonly ranges: readonly Range[];
  readonly onChange: (ranges: readonly Range[]) => void;
}

const EDITING: ReadonlySet<string> = new Set(['Backspace', 'Delete', 'Enter']);

function refuse(event: SyntheticEvent): void {
  event.preventDefault();
}

/** Characters are selected in the text with mouse or keyboard (Shift and arrows); below stands what will be given out. */
function BlackOut({ text, ranges, onChange }: BlackOutProps): ReactNode {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const change = (black: boolean): void => {
    const selected = box.current === null ? null : charactersBetween(text, box.current.selectionStart, box.current.selectionEnd);
    if (selected !== null) onChange(withRange(text, ranges, selected, black));
    box.current?.focus();
  };
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-bold">
        {ja.chooseRedactions}
      </label>
      <p id={`${id}-hint`} className="text-solid-gray-700">
        {ja.howToRedact}
      </p>
      {/* Not `readOnly`: such a box has no caret that the arrow keys could move. Whatever is typed is not taken. */}
      <textarea
        ref={box}
        id={id}
        value={text}
        onChange={() => undefined}
        onBeforeInput={refuse}
        onKeyDown={(event) => {
          if (EDITING.has(event.key)) event.preventDefault();
        }}
        onPaste={refuse}
        onCut={refuse}
        onDrop={refuse}
        spellCheck={false}
        aria-readonly
        aria-describedby={`${id}-hint`}
        rows={Math.min(12, text.split('\n').length + 2)}
        className="rounded-8 border border-solid-gray-600 px-3 py-2 text-base leading-normal"
      />
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={() => change(true)}>
          {ja.redact}
        </Button>
        <Button size="sm" onClick={() => change(false)}>
          {ja.unredact}
        </Button>
      </div>
      <p className="font-bold">{ja.asGiven}</p>
      <p role="status" className="rounded-8 bg-solid-gray-50 px-3 py-2 text-base whitespace-pre-wrap">
        {blackedOut(text, ranges)}
      </p>
    </div>
  );
}
