import { type ReactNode, type SyntheticEvent, useId, useRef } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { markItem, type ReviewItem } from '../api/requests';
import { blackedOut, charactersBetween, type Range, withRange } from '../black-out';

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
      label={`${item.title}を${codes.label('disclosure_outcome', mark)}とする`}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ reason, ranges }) => [
            ...(reason === '' ? [{ field: 'reason', message: '開示しない理由を選んでください。' }] : []),
            ...(mark === 'partial' && ranges.length === 0 ? [{ field: 'ranges', message: '黒塗りにする文字を選んでください。' }] : []),
          ],
          async ({ reason, ranges }) => {
            await send.send({ id: item.id, body: { version: item.version, mark, reason, ...(mark === 'partial' ? { ranges: [...ranges] } : {}) } });
            onDone();
          },
        )
      }
    >
      <Select label="開示しない理由" required choices={codes.choices('withhold_reason', { kept: item.reason })} {...form.field('reason')} />
      {mark === 'partial' && <BlackOut text={item.body ?? ''} ranges={form.values.ranges} onChange={(ranges) => form.set({ ranges })} />}
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
        黒塗りにする文字を選ぶ
      </label>
      <p id={`${id}-hint`} className="text-solid-gray-700">
        マウスでなぞるか、Shiftキーと矢印キーで選び、下のボタンを押します。
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
          選んだ文字を黒塗りにする
        </Button>
        <Button size="sm" onClick={() => change(false)}>
          選んだ文字を戻す
        </Button>
      </div>
      <p className="font-bold">相手に渡す文面</p>
      <p role="status" className="rounded-8 bg-solid-gray-50 px-3 py-2 text-base whitespace-pre-wrap">
        {blackedOut(text, ranges)}
      </p>
    </div>
  );
}
