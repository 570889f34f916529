import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ConflictDialog, type ConflictField } from '../../../components/conflict-dialog';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { ApiProblem, asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useForm } from '../../../lib/use-form';

export interface HeldField<K extends string> {
  readonly name: K;
  readonly label: string;
  readonly rows?: number;
}

interface HeldFormProps<K extends string> {
  readonly label: string;
  readonly fields: readonly HeldField<K>[];
  readonly values: Readonly<Record<K, string>>;
  readonly version: number;
  readonly save: (values: Readonly<Record<K, string>>, version: number) => Promise<unknown>;
  readonly onDone: () => void;
}

interface Stored<K extends string> {
  readonly version: number;
  readonly values: Readonly<Record<K, string>>;
}

/** The stored row that a refused (412) command came back with. */
function storedOf<K extends string>(problem: ApiProblem, names: readonly K[]): Stored<K> | null {
  const row = problem.current;
  if (problem.status !== 412 || typeof row !== 'object' || row === null) return null;
  const cells = new Map<string, unknown>(Object.entries(row));
  const version = cells.get('version');
  const text = (name: string): string => {
    const cell = cells.get(name);
    return typeof cell === 'string' ? cell : '';
  };
  const values = Object.fromEntries(names.map((name) => [name, text(name)])) as Record<K, string>;
  // Of a protected person the answer holds no values: the page has to be read again.
  return typeof version === 'number' && names.some((name) => cells.has(name)) ? { version, values } : null;
}

/** Edits one group of facts of a person. Who saved first is shown beside what was typed. */
export function HeldForm<K extends string>({ label, fields, values, version, save, onDone }: HeldFormProps<K>): ReactNode {
  const form = useForm<Record<K, string>>({ ...values });
  const [held, setHeld] = useState(version);
  const [stored, setStored] = useState<Stored<K> | null>(null);
  const names = fields.map((field) => field.name);

  const send = async (typed: Record<K, string>, over: number): Promise<void> => {
    try {
      await save(typed, over);
      showToast(`${label}を保存しました。`);
      onDone();
    } catch (error) {
      setStored(storedOf(asProblem(error), names));
      throw error;
    }
  };
  const conflict: readonly ConflictField[] | null =
    stored && fields.map(({ name, label: word }) => ({ label: word, mine: form.values[name], theirs: stored.values[name] }));
  const resolve = (next: Stored<K>): void => {
    setHeld(next.version);
    setStored(null);
  };
  return (
    <Form label={`${label}の変更`} summary={form.summary} className="gap-3" onSubmit={() => form.submit(() => [], (typed) => send(typed, held))}>
      {fields.map(({ name, label: word, rows }) =>
        rows === undefined ? (
          <TextInput key={name} label={word} {...form.field(name)} />
        ) : (
          <TextArea key={name} label={word} rows={rows} {...form.field(name)} />
        ),
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          保存
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
      <ConflictDialog
        fields={conflict}
        onClose={() => stored && resolve(stored)}
        onTheirs={() => {
          if (stored === null) return;
          form.reset(stored.values);
          resolve(stored);
        }}
        onMine={async () => {
          if (stored === null) return;
          resolve(stored);
          await form.submit(() => [], (typed) => send(typed, stored.version));
        }}
      />
    </Form>
  );
}
