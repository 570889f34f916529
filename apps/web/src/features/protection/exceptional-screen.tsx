import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { EmptyState, Loaded, ProblemNotice } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { Tag, type Tone } from '../../components/status-tag';
import { formatInstant } from '../../lib/dates';
import { showToast } from '../../lib/undo-toast';
import { useCommand } from '../../lib/use-command';
import { useCodes } from '../reference/use-codes';
import { decideExceptional, endExceptional, type Exceptional, exceptionalQuery } from './api/exceptional-access';
import { ExceptionalForm } from './components/exceptional-form';

/** 例外的な閲覧: what this office asked for, what waits for the second person, what is open now. */
export function ExceptionalScreen(): ReactNode {
  const query = useQuery(exceptionalQuery);
  const [asking, setAsking] = useState(false);
  return (
    <Page title="例外的な閲覧">
      <div className="grid gap-3 px-4 pb-8">
        <p>
          本人の同意がなくても、法令などの根拠があるときに、時間を限って情報を見るための手続きです。申し出た人とは別の係長・統括職業指導官が決裁します。見た記録は残り、情報を持つ窓口に通知されます。
        </p>
        {asking ? (
          <PanelCard title="例外的な閲覧の申し出">
            <ExceptionalForm onDone={() => setAsking(false)} />
          </PanelCard>
        ) : (
          <div>
            <Button size="sm" variant="solid" onClick={() => setAsking(true)}>
              例外的な閲覧を申し出る
            </Button>
          </div>
        )}
        <PanelCard title="この窓口の申し出">
          <Loaded query={query}>
            {({ items, decides }) =>
              items.length === 0 ? <EmptyState>申し出はありません。</EmptyState> : items.map((item) => <Item key={item.id} item={item} decides={decides} />)
            }
          </Loaded>
        </PanelCard>
      </div>
    </Page>
  );
}

const STATE: Readonly<Record<Exceptional['state'], { readonly tone: Tone; readonly symbol: string; readonly word: string }>> = {
  asked: { tone: 'yellow', symbol: '…', word: '決裁待ち' },
  open: { tone: 'orange', symbol: '●', word: '閲覧中' },
  over: { tone: 'gray', symbol: '－', word: '終了' },
  refused: { tone: 'gray', symbol: '×', word: '認めない' },
};

function Item({ item, decides }: { readonly item: Exceptional; readonly decides: boolean }): ReactNode {
  const codes = useCodes();
  const decide = useCommand(decideExceptional);
  const end = useCommand(endExceptional);
  const { tone, symbol, word } = STATE[item.state];
  const settle = (decision: 'approved' | 'refused', said: string): void =>
    void decide.send({ id: item.id, body: { version: item.version, decision } }).then(
      () => showToast(said),
      () => undefined,
    );
  return (
    <div className="grid gap-1 rounded-8 border px-4 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Tag tone={tone} symbol={symbol}>
          {word}
        </Tag>
        {item.personId === null ? (
          <span>氏名は閲覧中だけ表示します</span>
        ) : (
          <Link to="/clients/$id" params={{ id: item.personId }}>
            {item.personName ?? item.number}
          </Link>
        )}
        <span>{item.itemGroups.map((group) => codes.itemGroup(group)).join('、')}</span>
        <span>{codes.label('legal_basis', item.legalBasis)}</span>
        <span>{item.hours}時間</span>
      </p>
      <p className="whitespace-pre-wrap">理由：{item.reason}</p>
      <p className="text-solid-gray-700">
        申し出 {item.askedByName}（{formatInstant(item.askedAt)}）
        {item.decidedByName !== null && item.decidedAt !== null && `　決裁 ${item.decidedByName}（${formatInstant(item.decidedAt)}）`}
        {item.validUntilAt !== null && `　${formatInstant(item.validUntilAt)} まで`}
      </p>
      <div className="flex flex-wrap gap-3 empty:hidden">
        {item.state === 'asked' && decides && (
          <>
            <Button size="sm" variant="solid" onClick={() => settle('approved', '閲覧を決裁しました。情報を持つ窓口に通知しました。')}>
              決裁する
            </Button>
            <Button size="sm" onClick={() => settle('refused', '閲覧を認めませんでした。')}>
              認めない
            </Button>
          </>
        )}
        {item.state === 'open' && (
          <Button
            size="sm"
            onClick={() =>
              void end.send({ id: item.id, body: { version: item.version } }).then(
                () => showToast('閲覧を終えました。'),
                () => undefined,
              )
            }
          >
            閲覧を終える
          </Button>
        )}
      </div>
      {decide.problem !== null && <ProblemNotice error={decide.problem} />}
      {end.problem !== null && <ProblemNotice error={end.problem} />}
    </div>
  );
}
