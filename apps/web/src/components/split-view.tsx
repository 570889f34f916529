import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useKeys } from '../lib/keys';
import { isSplitWidth } from '../lib/layout';
import { Button } from './button';
import { cx } from './cx';

interface SplitViewProps {
  readonly list: ReactNode;
  /** Null while nothing is open. */
  readonly panel: ReactNode | null;
  /** Name of the panel's region, without personal data. */
  readonly panelLabel: string;
  /** Changes with the record in the panel: below 1000px the panel then takes the focus, being a page of its own. */
  readonly panelKey: string | null;
  readonly onClosePanel: () => void;
}

/**
 * List and record beside each other. Below 1000 CSS px (200 % zoom on an office screen) the panel is its own page with
 * a way back; the list stays mounted, so that its place and ticks are still there afterwards.
 */
export function SplitView({ list, panel, panelLabel, panelKey, onClosePanel }: SplitViewProps): ReactNode {
  const region = useRef<HTMLElement>(null);
  const open = panel !== null;
  useKeys(open ? [{ keys: 'Escape', label: '右の欄を閉じる', group: '一覧', run: onClosePanel }] : []);

  const opened = useEffectEvent(() => {
    if (region.current === null || isSplitWidth()) return;
    region.current.focus();
    window.scrollTo({ top: 0 });
  });
  useEffect(() => {
    if (panelKey !== null) opened();
  }, [panelKey]);

  return (
    <div className={cx('split:grid split:items-start', open && 'split:grid-cols-[minmax(0,1fr)_26.5rem]')}>
      <div className={cx('min-w-0 px-4 py-3', open && 'max-split:hidden')}>{list}</div>
      {open && (
        <section
          ref={region}
          aria-label={panelLabel}
          tabIndex={-1}
          className="quiet-focus min-w-0 bg-white split:sticky split:top-header split:h-[calc(100dvh-var(--header-height))] split:overflow-y-auto split:border-l"
        >
          <div className="px-4 py-2 split:hidden">
            <Button size="sm" variant="text" onClick={onClosePanel}>
              ← 一覧へ戻る
            </Button>
          </div>
          <div className="split:[--header-height:0rem]">{panel}</div>
        </section>
      )}
    </div>
  );
}
