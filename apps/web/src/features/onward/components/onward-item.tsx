import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { Tag, type Tone } from '../../../components/status-tag';
import { formatInstant } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { type Codes, useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { endOnward, type Onward } from '../api/onward';
import { AnswerForm } from './answer-form';

const STATE: Readonly<Record<Onward['state'], { readonly tone: Tone; readonly symbol: string; readonly word: string }>> = {
  asked: { tone: 'yellow', symbol: '…', word: '承諾待ち' },
  shared: { tone: 'green', symbol: '○', word: '再提供中' },
  refused: { tone: 'gray', symbol: '×', word: '承諾なし' },
  over: { tone: 'gray', symbol: '－', word: '終了' },
};

/** One passing on: from whom through whom to whom, and of each item whether it is seen, or whose approval is missing. */
export function OnwardItem({ onward }: { readonly onward: Onward }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [answering, setAnswering] = useState(false);
  const end = useCommand(endOnward);
  const { tone, symbol, word } = STATE[onward.state];
  const running = onward.state === 'asked' || onward.state === 'shared';
  const mayAnswer = onward.side === 'origin' && onward.state === 'asked' && may('onward.decide');
  const mayEnd = (onward.side === 'passing' && running && may('onward.ask')) || (onward.side === 'origin' && onward.state === 'shared' && may('onward.decide'));
  return (
    <div className="grid gap-1.5 rounded-8 border px-4 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Tag tone={tone} symbol={symbol}>
          {word}
        </Tag>
        <span>
          {onward.originOfficeName} → {onward.passingOfficeName} → <span className="font-bold">{onward.recipientOfficeName}</span>
        </span>
      </p>
      <ul className="grid gap-0.5" aria-label="項目">
        {onward.groups.map(({ itemGroup, state }) => (
          <li key={itemGroup}>{groupWords(onward, codes.itemGroup(itemGroup), state)}</li>
        ))}
      </ul>
      {onward.reason !== null && <p className="whitespace-pre-wrap">目的：{onward.reason}</p>}
      {onward.decisionNote !== null && <p className="whitespace-pre-wrap">提供元の回答：{onward.decisionNote}</p>}
      <p className="text-solid-gray-700">{historyWords(onward)}</p>
      {answering ? (
        <AnswerForm onward={onward} onDone={() => setAnswering(false)} />
      ) : (
        <div className="flex flex-wrap gap-3 empty:hidden">
          {mayAnswer && (
            <Button size="sm" variant="solid" onClick={() => setAnswering(true)}>
              回答する
            </Button>
          )}
          {mayEnd && (
            <Button
              size="sm"
              onClick={() =>
                void end.send(onward).then(
                  () => showToast(onward.side === 'origin' ? '承諾を取り消しました。' : '再提供を終えました。'),
                  () => undefined,
                )
              }
            >
              {onward.side === 'origin' ? '承諾を取り消す' : '再提供を終える'}
            </Button>
          )}
        </div>
      )}
      {end.problem !== null && <ProblemNotice error={end.problem} />}
    </div>
  );
}

/** A blocked item says whose approval is missing. */
function groupWords(onward: Onward, label: ReturnType<Codes['itemGroup']>, state: Onward['groups'][number]['state']): string {
  switch (state) {
    case 'open':
      return `○ ${label}`;
    case 'awaiting':
      return `－ ${label}：${onward.originOfficeName}の承諾を待っています`;
    case 'not_approved':
      return `－ ${label}：${onward.originOfficeName}の承諾がありません`;
    case 'closed':
      return onward.state === 'over' ? `－ ${label}` : `－ ${label}：本人の同意、またはもとの共有がないため、今は見えません`;
  }
}

function historyWords(onward: Onward): string {
  return [
    `申し出 ${onward.askedByName}（${formatInstant(onward.askedAt)}）`,
    onward.decidedAt === null ? '' : onward.approvalNeeded ? `回答 ${onward.decidedByName ?? ''}（${formatInstant(onward.decidedAt)}）` : '提供元の承諾は不要',
    onward.endedAt === null ? '' : `終了 ${formatInstant(onward.endedAt)}`,
  ]
    .filter((word) => word !== '')
    .join('　');
}
