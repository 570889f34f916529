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
import { words } from '../../lib/words';
import { useCodes } from '../reference/use-codes';
import { decideExceptional, endExceptional, type Exceptional, exceptionalQuery } from './api/exceptional-access';
import { ExceptionalForm } from './components/exceptional-form';
import { ja } from './ja';

/** 例外的な閲覧: what this office asked for, what waits for the second person, what is open now. */
export function ExceptionalScreen(): ReactNode {
  const query = useQuery(exceptionalQuery);
  const [asking, setAsking] = useState(false);
  return (
    <Page title={ja.exception}>
      <div className="grid gap-3 px-4 pb-8">
        <p>
          {ja.aboutExceptions}
        </p>
        {asking ? (
          <PanelCard title={ja.askingException}>
            <ExceptionalForm onDone={() => setAsking(false)} />
          </PanelCard>
        ) : (
          <div>
            <Button size="sm" variant="solid" onClick={() => setAsking(true)}>
              {ja.askException}
            </Button>
          </div>
        )}
        <PanelCard title={ja.exceptionsHere}>
          <Loaded query={query}>
            {({ items, decides }) =>
              items.length === 0 ? <EmptyState>{ja.noExceptions}</EmptyState> : items.map((item) => <Item key={item.id} item={item} decides={decides} />)
            }
          </Loaded>
        </PanelCard>
      </div>
    </Page>
  );
}

const STATE: Readonly<Record<Exceptional['state'], { readonly tone: Tone; readonly symbol: string; readonly word: string }>> = {
  asked: { tone: 'yellow', symbol: '…', word: ja.waitsForDecision },
  open: { tone: 'orange', symbol: '●', word: ja.looking },
  over: { tone: 'gray', symbol: '－', word: words.ended },
  refused: { tone: 'gray', symbol: '×', word: ja.refuse },
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
          <span>{ja.nameWhileOpen}</span>
        ) : (
          <Link to="/clients/$id" params={{ id: item.personId }}>
            {item.personName ?? item.number}
          </Link>
        )}
        <span>{item.itemGroups.map((group) => codes.itemGroup(group)).join('、')}</span>
        <span>{codes.label('legal_basis', item.legalBasis)}</span>
        <span>{ja.forHours(item.hours)}</span>
      </p>
      <p className="whitespace-pre-wrap">{ja.reasonIs(item.reason)}</p>
      <p className="text-solid-gray-700">
        {ja.askedBy(item.askedByName, formatInstant(item.askedAt))}
        {item.decidedByName !== null && item.decidedAt !== null && ja.decidedBy(item.decidedByName, formatInstant(item.decidedAt))}
        {item.validUntilAt !== null && ja.until(formatInstant(item.validUntilAt))}
      </p>
      <div className="flex flex-wrap gap-3 empty:hidden">
        {item.state === 'asked' && decides && (
          <>
            <Button size="sm" variant="solid" onClick={() => settle('approved', ja.exceptionApproved)}>
              {ja.approve}
            </Button>
            <Button size="sm" onClick={() => settle('refused', ja.exceptionRefused)}>
              {ja.refuse}
            </Button>
          </>
        )}
        {item.state === 'open' && (
          <Button
            size="sm"
            onClick={() =>
              void end.send({ id: item.id, body: { version: item.version } }).then(
                () => showToast(ja.exceptionEnded),
                () => undefined,
              )
            }
          >
            {ja.endException}
          </Button>
        )}
      </div>
      {decide.problem !== null && <ProblemNotice error={decide.problem} />}
      {end.problem !== null && <ProblemNotice error={end.problem} />}
    </div>
  );
}
