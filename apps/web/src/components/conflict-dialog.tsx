import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

export interface ConflictField {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

interface ConflictDialogProps {
  /** Null while there is no conflict. */
  readonly fields: readonly ConflictField[] | null;
  /** Goes on with what is stored now; what was typed is given up. */
  readonly onTheirs: () => void;
  /** Sends what was typed over the stored version. */
  readonly onMine: () => unknown;
  readonly onClose: () => void;
}

/** Somebody saved first: both versions side by side, nothing that was typed is lost. */
export function ConflictDialog({ fields, onTheirs, onMine, onClose }: ConflictDialogProps): ReactNode {
  return (
    <Dialog
      open={fields !== null}
      title="ほかの人が先に更新しました"
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onTheirs}>今の登録内容を使う</Button>
          <Button variant="solid" onClick={onMine}>
            あなたの入力で保存する
          </Button>
        </>
      }
    >
      <p className="mb-3">項目ごとに見比べて、どちらを残すか選んでください。閉じると、入力に戻って直せます。</p>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">今の登録内容とあなたの入力</caption>
          <thead>
            <tr className="border-b bg-solid-gray-100 text-left">
              <th scope="col" className="px-2 py-1">項目</th>
              <th scope="col" className="px-2 py-1">今の登録内容</th>
              <th scope="col" className="px-2 py-1">あなたの入力</th>
            </tr>
          </thead>
          <tbody>
            {(fields ?? []).map(({ label, mine, theirs }) => (
              <tr key={label} className="border-b align-top">
                <th scope="row" className="px-2 py-1.5 text-left whitespace-nowrap">
                  {mine === theirs ? '' : <span aria-hidden="true">≠ </span>}
                  {label}
                </th>
                <td className="px-2 py-1.5 whitespace-pre-wrap">{theirs === '' ? '（空）' : theirs}</td>
                <td className={`px-2 py-1.5 whitespace-pre-wrap ${mine === theirs ? '' : 'bg-yellow-50 font-bold'}`}>{mine === '' ? '（空）' : mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
