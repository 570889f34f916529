import { type ReactNode, useRef, useState } from 'react';
import { Button, buttonClass } from '../components/button';
import { cx } from '../components/cx';
import { Dialog } from '../components/dialog';
import { RadioGroup } from '../components/choices';
import { AssignmentChoice } from '../features/session/components/assignment-choice';
import type { Assignment } from '../features/session/api/session';
import { useKeys } from '../lib/keys';
import { SearchBox } from './search-box';
import type { MainScreen } from './screens';
import { setTextSize, TEXT_SIZES, useTextSize } from './theme';

export interface HeaderProps {
  readonly screens: readonly MainScreen[];
  /** Path of the screen that is open. */
  readonly current: string;
  readonly badges?: Readonly<Record<string, number>>;
  readonly staffName: string;
  readonly assignment: Assignment;
  readonly assignments: readonly Assignment[];
  readonly onGo: (path: string) => void;
  readonly onSearch: ((text: string) => void) | null;
  readonly onNewClient: (() => void) | null;
  readonly onLock: () => void;
  readonly onSignOut: () => Promise<void>;
}

/** Top bar and main navigation. Below 1000 CSS px the navigation folds into one menu button. */
export function Header(props: HeaderProps): ReactNode {
  const { screens, current, assignment, onGo, onSearch, onNewClient } = props;
  const [menu, setMenu] = useState(false);
  const [account, setAccount] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys([
    ...(onSearch === null
      ? []
      : [{ keys: '/', label: '相談者を探す', group: '共通', run: () => search.current?.focus() }]),
    ...(onNewClient === null ? [] : [{ keys: 'c', label: '新規受付', group: '共通', run: onNewClient }]),
    ...screens.map((screen) => ({
      keys: `g ${screen.key}`,
      label: `「${screen.label}」へ`,
      group: '移動',
      run: () => onGo(screen.path),
    })),
  ]);

  return (
    <header className="no-print z-20 border-b border-solid-gray-400 bg-white split:h-header split:[@media(min-height:36rem)]:sticky split:[@media(min-height:36rem)]:top-0">
      <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1">
        <a href="/" onClick={(event) => follow(event, () => onGo('/'))} className="font-bold text-solid-gray-900 no-underline">
          まどぐち
        </a>
        {onSearch !== null && <SearchBox ref={search} onSearch={onSearch} />}
        <div className="ml-auto flex items-center gap-3">
          {onNewClient !== null && (
            <a href="/intake" className={buttonClass('sm', 'solid')} onClick={(event) => follow(event, onNewClient)}>
              <span aria-hidden="true">＋</span>新規受付
            </a>
          )}
          <button
            type="button"
            onClick={() => setAccount(true)}
            className="min-h-9 rounded-4 px-1 text-left text-sm underline-offset-3 hover:underline"
          >
            <span className="max-split:hidden">
              {assignment.officeName}　{props.staffName}
            </span>
            <span className="split:hidden">{props.staffName}</span>
            <svg aria-hidden="true" viewBox="0 0 12 12" className="ml-1 inline size-3 fill-none stroke-current" strokeWidth={2}>
              <path d="m2 4 4 4 4-4" />
            </svg>
            <span className="sr-only">（所属・文字の大きさ・ログアウト）</span>
          </button>
          <Button size="sm" label="離席ロック" onClick={props.onLock}>
            <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-current">
              <path d="M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z" fillRule="evenodd" />
            </svg>
            離席
          </Button>
          <Button
            size="sm"
            className="split:hidden"
            expanded={menu}
            controls="main-navigation"
            onClick={() => setMenu(!menu)}
          >
            <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-none stroke-current" strokeWidth={2}>
              <path d="M2 4h12M2 8h12M2 12h12" />
            </svg>
            メニュー
          </Button>
        </div>
      </div>
      <nav id="main-navigation" aria-label="主な画面" className={cx(!menu && 'max-split:hidden')}>
        <ul className="ring-inside flex px-3 max-split:grid max-split:grid-cols-2 max-split:py-1 two:max-split:grid-cols-3">
          {screens.map((screen) => (
            <NavigationLink
              key={screen.path}
              screen={screen}
              on={isOpen(screen.path, current)}
              badge={props.badges?.[screen.path] ?? 0}
              onGo={() => {
                setMenu(false);
                onGo(screen.path);
              }}
            />
          ))}
        </ul>
      </nav>
      <AccountDialog {...props} open={account} onClose={() => setAccount(false)} />
    </header>
  );
}

/** A plain click moves within the application; with a modifier the browser opens its own tab. */
export function follow(event: React.MouseEvent, go: () => void): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go();
}

function isOpen(path: string, current: string): boolean {
  return path === '/' ? current === '/' : current === path || current.startsWith(`${path}/`);
}

interface NavigationLinkProps {
  readonly screen: MainScreen;
  readonly on: boolean;
  readonly badge: number;
  readonly onGo: () => void;
}

function NavigationLink({ screen, on, badge, onGo }: NavigationLinkProps): ReactNode {
  return (
    <li>
      <a
        href={screen.path}
        aria-current={on ? 'page' : undefined}
        onClick={(event) => follow(event, onGo)}
        className={cx(
          'flex min-h-11 items-center gap-1.5 border-b-4 px-4 pt-1 font-bold whitespace-nowrap no-underline',
          on ? 'border-b-blue-900 text-blue-900' : 'border-b-transparent text-solid-gray-900 hover:border-b-solid-gray-400',
        )}
      >
        {screen.label}
        {badge > 0 && (
          <span className="grid min-h-5 min-w-5 place-items-center rounded-full bg-red-900 px-1.5 text-xs text-white tabular-nums">
            {badge}
            <span className="sr-only">件</span>
          </span>
        )}
      </a>
    </li>
  );
}

function AccountDialog(props: HeaderProps & { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { assignments, assignment, open, onClose } = props;
  const textSize = useTextSize();
  return (
    <Dialog open={open} title={props.staffName} onClose={onClose}>
      <div className="grid gap-5">
        <section className="grid gap-2">
          <h3>このタブで使う所属</h3>
          <AssignmentChoice assignments={assignments} current={assignment.id} onChosen={onClose} />
        </section>
        <RadioGroup id="text-size" label="文字の大きさ" choices={TEXT_SIZES} value={textSize} onChange={setTextSize} />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Button onClick={props.onSignOut}>ログアウト</Button>
          <a
            href="/account"
            onClick={(event) =>
              follow(event, () => {
                onClose();
                props.onGo('/account');
              })
            }
          >
            アカウント（パスワード・2段階認証）
          </a>
        </div>
      </div>
    </Dialog>
  );
}
