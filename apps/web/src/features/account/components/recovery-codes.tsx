import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { showToast } from '../../../lib/undo-toast';

/** Shown this once: the server keeps only what checks them. On paper they stand alone, without the rest of the screen. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }): ReactNode {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      showToast('回復コードを写しました。');
    } catch {
      showToast('写せませんでした。印刷するか、書き写してください。');
    }
  };
  return (
    <div className="grid gap-3">
      <p>
        2段階認証を使うように設定しました。<span className="font-bold">回復コードはこの画面でしか表示できません。</span>
        印刷するなどして、机や端末から離れた鍵のかかる場所に保管してください。認証アプリを使えないときに、1つにつき1回だけ使えます。大文字や全角で入力しても、「-」を省いても使えます。
      </p>
      <ul aria-label="回復コード" className="print-alone grid max-w-2xl gap-x-6 sm:grid-cols-2 gap-y-1 rounded-8 border border-solid-gray-600 bg-solid-gray-50 px-4 py-3">
        {codes.map((code) => (
          <li key={code} className="tracking-wider tabular-nums">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={() => window.print()}>
          印刷する
        </Button>
        <Button size="sm" onClick={copy}>
          写す
        </Button>
        <Button size="sm" variant="solid" onClick={onDone}>
          保管した
        </Button>
      </div>
    </div>
  );
}
