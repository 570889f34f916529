import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import { formatInstant, formatWareki, isoDate } from '../../../lib/dates';
import { asProblem } from '../../../lib/problem';
import { useCommand } from '../../../lib/use-command';
import { revokeToken, type Token, tokensQuery } from '../api/tokens';
import { SecretOnce } from './secret-once';
import { TokenForm } from './token-form';

const SECRET = 'この画面でだけ表示します。接続するシステムの設定に入れてください。人に送ったり、書類に書いたりしないでください。';

/** 接続の鍵: with which other systems of the city act, each under one assignment. */
export function TokensTab(): ReactNode {
  const query = useQuery(tokensQuery);
  const revoke = useCommand(revokeToken);
  const [issued, setIssued] = useState<{ readonly token: string | null } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<Token | null>(null);
  const end = async (token: Token): Promise<void> => {
    setProblem(null);
    setAsked(null);
    await revoke.send({ id: token.id }).catch((error: unknown) => setProblem(asProblem(error).title));
  };
  return (
    <Loaded query={query}>
      {({ tokens, assignments }) => (
        <div className="grid items-start gap-3 split:grid-cols-[minmax(0,1fr)_26rem]">
          <PanelCard title="発行した鍵">
            {problem !== null && (
              <p role="alert" className="text-red-900">
                ＊{problem}
              </p>
            )}
            <DataTable<Token>
              caption="接続の鍵の一覧"
              rows={tokens}
              rowKey={(one) => one.id}
              empty={<EmptyState>発行した鍵はありません。</EmptyState>}
              columns={[
                { key: 'name', header: '名前', heading: true, wrap: true, cell: (one) => one.name },
                { key: 'as', header: '利用者', wrap: true, cell: (one) => `${one.staffName}（${one.officeName}・${one.roleLabel}）` },
                { key: 'until', header: '有効期限', cell: (one) => formatWareki(isoDate(one.lastDay)) },
                { key: 'used', header: '最後の使用', cell: (one) => (one.lastUsedAt === null ? 'なし' : formatInstant(one.lastUsedAt)) },
                {
                  key: 'end',
                  header: '状態',
                  cell: (one) =>
                    one.live ? (
                      <Button size="xs" variant="danger" label={`${one.name}を取消`} onClick={() => setAsked(one)}>
                        取消
                      </Button>
                    ) : one.revokedAt === null ? (
                      '期限切れ'
                    ) : (
                      '取消済み'
                    ),
                },
              ]}
            />
          </PanelCard>
          <Dialog
            open={asked !== null}
            title="この鍵を取り消しますか"
            onClose={() => setAsked(null)}
            actions={
              asked !== null && (
                <>
                  <Button onClick={() => setAsked(null)}>戻る</Button>
                  <Button variant="danger" onClick={() => end(asked)}>
                    取り消す
                  </Button>
                </>
              )
            }
          >
            「{asked?.name}」を使うシステムは、すぐにつながらなくなります。元には戻せません。
          </Dialog>
          <PanelCard title="新しい鍵">
            {issued === null ? (
              <TokenForm assignments={assignments} onIssued={(token) => setIssued({ token })} />
            ) : (
              <SecretOnce title="接続の鍵" secret={issued.token} explain={SECRET} onDone={() => setIssued(null)} />
            )}
          </PanelCard>
        </div>
      )}
    </Loaded>
  );
}
