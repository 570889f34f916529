import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { EmptyState, Loaded, ProblemNotice } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { Tag, type Tone } from '../../components/status-tag';
import { formatInstant, formatWareki, isoDate } from '../../lib/dates';
import { showToast } from '../../lib/undo-toast';
import { useCommand } from '../../lib/use-command';
import { words } from '../../lib/words';
import { useCodes } from '../reference/use-codes';
import { decideExceptional, endExceptional, type Exceptional, exceptionalQuery, type ExceptionalReceived } from './api/exceptional-access';
import { ExceptionalForm } from './components/exceptional-form';
import { ja } from './ja';

/** 例外的な閲覧: what this office asks of others, and what it is asked about its own records. */
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
        <Loaded query={query}>
          {({ items, received, decides }) => (
            <>
              {received.length > 0 && (
                <PanelCard title={ja.exceptionsReceived}>
                  {received.map((item) => (
                    <Received key={item.id} item={item} decides={decides} />
                  ))}
                </PanelCard>
              )}
              <PanelCard title={ja.exceptionsHere}>{items.length === 0 ? <EmptyState>{ja.noExceptions}</EmptyState> : items.map((item) => <Asked key={item.id} item={item} />)}</PanelCard>
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

interface Shown {
  readonly tone: Tone;
  readonly symbol: string;
  readonly word: string;
}

const LOOKING: Shown = { tone: 'orange', symbol: '●', word: ja.looking };
const OVER: Shown = { tone: 'gray', symbol: '－', word: words.ended };

const ASKED: Readonly<Record<Exceptional['state'], Shown>> = {
  asked: { tone: 'yellow', symbol: '…', word: ja.beingAsked },
  open: LOOKING,
  over: OVER,
  nothing: { tone: 'gray', symbol: '×', word: ja.nothingDisclosed },
};

const RECEIVED: Readonly<Record<ExceptionalReceived['state'], Shown>> = {
  waiting: { tone: 'yellow', symbol: '…', word: ja.waitsForAnswer },
  late: { tone: 'yellow', symbol: '!', word: ja.answerLate },
  open: LOOKING,
  over: OVER,
  refused: { tone: 'gray', symbol: '×', word: ja.notDisclose },
};

/** A question of this office: who is meant is named while somebody lets it look. */
function Asked({ item }: { readonly item: Exceptional }): ReactNode {
  const end = useCommand(endExceptional);
  return (
    <Question item={item} shown={ASKED[item.state]}>
      {item.given.map((one) => (
        <p key={one.officeName} className="text-solid-gray-700">
          {ja.letBy(one.officeName, one.decidedByName, formatInstant(one.decidedAt))}
          {one.validUntilAt !== null && ja.until(formatInstant(one.validUntilAt))}
        </p>
      ))}
      {item.state === 'open' && (
        <div>
          <Button size="sm" onClick={() => sent(end.send({ id: item.id, body: { version: item.version } }), ja.exceptionEnded)}>
            {ja.endException}
          </Button>
        </div>
      )}
      {end.problem !== null && <ProblemNotice error={end.problem} />}
    </Question>
  );
}

/** A question to this office, about somebody of whom it holds records. */
function Received({ item, decides }: { readonly item: ExceptionalReceived; readonly decides: boolean }): ReactNode {
  const decide = useCommand(decideExceptional);
  const answer = (decision: 'approved' | 'refused', said: string): void => sent(decide.send({ id: item.id, body: { version: item.version, decision } }), said);
  return (
    <Question item={item} shown={RECEIVED[item.state]} from={item.askingOfficeName}>
      {item.toldBy !== null && item.toldAt !== null && <p>{ja.toldIs(item.toldBy, formatInstant(item.toldAt))}</p>}
      {item.decidedByName !== null && item.decidedAt !== null && (
        <p className="text-solid-gray-700">
          {ja.answeredBy(item.decidedByName, formatInstant(item.decidedAt))}
          {item.validUntilAt !== null && ja.until(formatInstant(item.validUntilAt))}
        </p>
      )}
      {decides && (item.state === 'waiting' || item.state === 'late') && (
        <div className="flex flex-wrap gap-3">
          {item.state === 'waiting' && (
            <Button size="sm" variant="solid" onClick={() => answer('approved', ja.exceptionApproved)}>
              {ja.disclose}
            </Button>
          )}
          <Button size="sm" onClick={() => answer('refused', ja.exceptionRefused)}>
            {ja.notDisclose}
          </Button>
        </div>
      )}
      {decide.problem !== null && <ProblemNotice error={decide.problem} />}
    </Question>
  );
}

interface QuestionProps {
  readonly item: Exceptional | ExceptionalReceived;
  readonly shown: Shown;
  /** The office that asks, where it is another one. */
  readonly from?: string;
  readonly children: ReactNode;
}

/** What was asked, of whom, on which basis and by whom. */
function Question({ item, shown: { tone, symbol, word }, from, children }: QuestionProps): ReactNode {
  const codes = useCodes();
  const who = [item.askedName, item.number].filter((one) => one !== null).join(' ');
  return (
    <div className="grid gap-1 rounded-8 border px-4 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Tag tone={tone} symbol={symbol}>
          {word}
        </Tag>
        <span>{ja.askedAbout(who, formatWareki(isoDate(item.birthDate)))}</span>
        {item.personId !== null && (
          <Link to="/clients/$id" params={{ id: item.personId }}>
            {item.personName ?? item.personNumber}
          </Link>
        )}
        <span>{item.itemGroups.map((group) => codes.itemGroup(group)).join('、')}</span>
        <span>{codes.label('legal_basis', item.legalBasis)}</span>
        <span>{ja.forHours(item.hours)}</span>
      </p>
      <p className="whitespace-pre-wrap">{ja.reasonIs(item.reason)}</p>
      <p className="text-solid-gray-700">
        {from !== undefined && ja.fromOffice(from)}
        {ja.inquiredBy(item.askedByName, formatInstant(item.askedAt))}
        {'　'}
        {ja.answerUntil(formatInstant(item.answerUntilAt))}
      </p>
      {children}
    </div>
  );
}

/** Says that it is done; what went wrong stands where it was pressed. */
function sent(command: Promise<unknown>, said: string): void {
  void command.then(
    () => showToast(said),
    () => undefined,
  );
}
