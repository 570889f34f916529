import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import { Button } from '../../../components/button';
import { formatDay, formatTime, today } from '../../../lib/dates';
import { type Period, patternsQuery, type Patterns } from '../api/patterns';
import { FoundEvents } from './found-events';
import { PeriodForm } from './period-form';

/** A line of any kind: whom or what it is about, on which day, what was counted, and its events. */
interface Line {
  readonly subject: string;
  readonly day: string;
  readonly counted: string;
  readonly events: readonly string[];
}

/** 気になる利用: counts and events, no judgement. What is unusual for one counter may be daily work at another. */
export function PatternsView(): ReactNode {
  const [period, setPeriod] = useState<Period | null>(null);
  return (
    <div className="grid items-start gap-3 split:grid-cols-[18rem_minmax(0,1fr)]">
      <PanelCard title="期間">
        <PeriodForm onAsk={setPeriod} />
      </PanelCard>
      {period === null ? (
        <PanelCard title="気になる利用">
          <EmptyState>期間を入れて調べてください。調べたことも記録されます。</EmptyState>
        </PanelCard>
      ) : (
        <Shown period={period} />
      )}
    </div>
  );
}

function Shown({ period }: { readonly period: Period }): ReactNode {
  const query = useQuery(patternsQuery(period));
  const [opened, setOpened] = useState<Line | null>(null);
  return (
    <Loaded query={query}>
      {(patterns) => (
        <div className="grid gap-3">
          <p className="text-sm">
            数えた結果です。必要のあった利用も含まれます。行を開くと、一つ一つの記録を確かめられます。一つの種類につき200行まで、1行につき200件までを示します。
          </p>
          {sectionsOf(patterns).map(({ title, limit, subject, lines }) => (
            <PanelCard key={title} title={title}>
              <p className="text-sm text-solid-gray-700">{limit}</p>
              <Lines title={title} subject={subject} lines={lines} onOpen={setOpened} />
            </PanelCard>
          ))}
          {opened !== null && (
            <Dialog open width="wide" title={`${opened.subject}　${formatDay(opened.day, today())}`} onClose={() => setOpened(null)}>
              <FoundEvents question={{ from: opened.day, until: opened.day, events: [...opened.events] }} />
            </Dialog>
          )}
        </div>
      )}
    </Loaded>
  );
}

interface LinesProps {
  readonly title: string;
  readonly subject: string;
  readonly lines: readonly Line[];
  readonly onOpen: (line: Line) => void;
}

function Lines({ title, subject, lines, onOpen }: LinesProps): ReactNode {
  return (
    <DataTable<Line>
      caption={title}
      rows={lines}
      rowKey={(line) => `${line.subject} ${line.day} ${line.counted}`}
      empty={<EmptyState>この期間にはありません。</EmptyState>}
      columns={[
        { key: 'day', header: '日', width: '7rem', cell: (line) => formatDay(line.day, today()) },
        { key: 'subject', header: subject, heading: true, width: '10rem', cell: (line) => line.subject },
        { key: 'counted', header: '数', width: '22rem', wrap: true, cell: (line) => line.counted },
        {
          key: 'open',
          header: '記録',
          cell: (line) => (
            <Button size="xs" label={`${line.subject} ${formatDay(line.day, today())} の記録を見る`} onClick={() => onOpen(line)}>
              見る
            </Button>
          ),
        },
      ]}
    />
  );
}

interface Section {
  readonly title: string;
  /** By which limit lines were found. */
  readonly limit: string;
  readonly subject: string;
  readonly lines: readonly Line[];
}

const REPEATED: Readonly<Record<string, string>> = {
  'audit.refused': '見られなかった',
  'identity.wrong-secret': 'パスワードやコードの誤り',
  'protection.ask-exceptional': '例外的な閲覧の照会',
};

function sectionsOf({ thresholds: limits, ...found }: Patterns): readonly Section[] {
  return [
    {
      title: '関わりの記録がない相談者を多く開いた',
      limit: `担当でなく、期限・対応がなく、${limits.withoutPartDays}日以内に自分の記録もない相談者を、1日に${limits.withoutPartPersons}人以上開いた職員`,
      subject: '職員',
      lines: found.withoutPart.map((one) => ({ ...one, subject: one.staffName, counted: `${one.persons}人` })),
    },
    {
      title: '時間外・閉庁日に見た',
      limit: `開庁日の${limits.opensAt}から${limits.closesAt}までの外と、閉庁日に、1日に${limits.outsideLooks}回以上見た職員`,
      subject: '職員',
      lines: found.outsideHours.map((one) => ({
        ...one,
        subject: one.staffName,
        counted: `${one.looks}回・${one.persons}人　${formatTime(one.firstAt)}～${formatTime(one.lastAt)}${one.closed ? '　閉庁日' : ''}`,
      })),
    },
    {
      title: '一人の相談者を多くの職員が開いた',
      limit: `1日に${limits.staffOfPerson}人以上の職員が開いた相談者`,
      subject: '受付番号',
      lines: found.openedByMany.map((one) => ({ ...one, subject: one.number ?? '（登録なし）', counted: `職員${one.staff}人` })),
    },
    {
      title: '見られない・サインインできないことが続いた',
      limit: `見ることのできない記録を1日に${limits.refusedLooks}回以上求めた職員、パスワードやコードを1日に${limits.wrongSecrets}回以上誤った利用者、例外的な閲覧を1日に${limits.exceptionalQuestions}回以上照会した職員`,
      subject: '職員',
      lines: found.refusals.map((one) => ({
        ...one,
        subject: one.staffName,
        counted: `${REPEATED[one.action] ?? one.action}　${one.times}回`,
      })),
    },
  ];
}
