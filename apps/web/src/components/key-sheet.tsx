import { type ReactNode, useState } from 'react';
import { type KeyBinding, setKeysEnabled, useKeyList, useKeys, useKeysEnabled } from '../lib/keys';
import { Checkbox } from './choices';
import { Dialog } from './dialog';

const WORDS: Readonly<Record<string, string>> = { Control: 'Ctrl', Escape: 'Esc', ' ': 'Space' };

function KeyCaps({ keys }: { readonly keys: string }): ReactNode {
  return keys.split(' ').map((step, index) => (
    // The order of the keys is their identity.
    <span key={`${index}${step}`}>
      {index > 0 && <span className="mx-1 text-sm">次に</span>}
      <kbd className="rounded-4 border border-solid-gray-600 bg-solid-gray-50 px-1.5 py-0.5 font-sans text-sm">
        {step
          .split('+')
          .map((part) => WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
          .join(' + ')}
      </kbd>
    </span>
  ));
}

/** Latest registration of each key, by heading, in the order in which the headings came. */
function grouped(bindings: readonly KeyBinding[]): readonly (readonly [string, readonly KeyBinding[]])[] {
  const latest = new Map(bindings.map((binding) => [binding.keys, binding]));
  const groups = new Map<string, KeyBinding[]>();
  for (const binding of latest.values()) groups.set(binding.group, [...(groups.get(binding.group) ?? []), binding]);
  return [...groups];
}

/** `?` lists every key in force and lets them be switched off. */
export function KeySheet(): ReactNode {
  const [open, setOpen] = useState(false);
  const bindings = useKeyList();
  const enabled = useKeysEnabled();
  useKeys([{ keys: '?', label: 'キー操作の一覧', group: '共通', run: () => setOpen(true) }]);
  return (
    <Dialog open={open} title="キー操作の一覧" width="wide" onClose={() => setOpen(false)}>
      <Checkbox id="keys-enabled" label="1文字のキー操作を使う" value={enabled} onChange={setKeysEnabled} />
      <p className="mb-4 text-sm text-solid-gray-700">文字を入力しているあいだと変換中は働きません。</p>
      <div className="gap-8 two:columns-2">
        {grouped(bindings).map(([group, list]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 border-b">{group}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm">
              {list.map((binding) => (
                <div key={binding.keys} className="contents">
                  <dt>{binding.label}</dt>
                  <dd className="text-right">
                    <KeyCaps keys={binding.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
