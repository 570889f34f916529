import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { formatDay, formatInstant, formatLongDay, today } from '../../lib/dates';
import { useCommand } from '../../lib/use-command';
import { words } from '../../lib/words';
import { DueTable } from '../follow-ups/components/due-table';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { seeReminder, type Today, todayQuery } from './api/today';
import { ja } from './ja';

/** The start of the day: what is due, what came in, what was left unfinished. */
export function TodayScreen(): ReactNode {
  const { assignment, may } = useActing();
  const query = useQuery(todayQuery);
  const office = `${assignment.officeName}　${assignment.roleLabel}`;
  return (
    <Page title={ja.title} actions={<p>{formatLongDay(today())}　<span className="text-sm text-solid-gray-700">{office}</span></p>}>
      <div className="grid gap-3 px-4 pb-6">
        <Loaded query={query}>
          {(data) => (
            <>
              {may('follow_ups.read') && <Counts counts={data.counts} />}
              <div className="grid items-start gap-3 split:grid-cols-[minmax(0,1fr)_20rem]">
                {may('follow_ups.read') && (
                  <section className="grid gap-2" aria-labelledby="due-heading">
                    <h2 id="due-heading">{ja.mineByDue}</h2>
                    <DueTable items={data.dueItems} caption={ja.mineTable} empty={ja.noneMine} />
                  </section>
                )}
                <div className="grid gap-3">
                  <Reminders reminders={data.reminders} />
                  {may('drafts.write') && <Drafts drafts={data.drafts} />}
                </div>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

const COUNTS = [
  { view: 'overdue', key: 'overdue', label: words.overdue, urgent: true },
  { view: 'today', key: 'today', label: words.dueToday, urgent: false },
  { view: 'mine', key: 'mine', label: words.mine, urgent: false },
  { view: 'new', key: 'fresh', label: words.newlyMine, urgent: false },
  { view: 'waiting', key: 'waiting', label: words.waiting, urgent: false },
  { view: 'office', key: 'office', label: words.office, urgent: false },
] as const;

function Counts({ counts }: { readonly counts: Today['counts'] }): ReactNode {
  return (
    <ul aria-label={ja.counts} className="grid grid-cols-3 gap-2 split:grid-cols-6">
      {COUNTS.map(({ view, key, label, urgent }) => (
        <li key={view}>
          <Link
            to="/follow-ups"
            search={{ view }}
            className="flex min-h-18 flex-col no-underline justify-center rounded-8 border border-solid-gray-400 bg-white px-4 py-2 hover:bg-blue-50"
          >
            <span className="text-sm underline underline-offset-3">{label}</span>
            <span className="text-solid-gray-900">
              <span className={`text-2xl font-bold tabular-nums ${urgent && counts[key] > 0 ? 'text-red-1000' : ''}`}>
                {urgent && counts[key] > 0 && <span aria-hidden="true">！</span>}
                {counts[key]}
              </span>{' '}
              {words.pieces}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Box({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-labelledby={id} className="grid gap-2 rounded-8 border bg-white px-4 py-3">
      <h2 id={id} className="text-base">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Reminders({ reminders }: { readonly reminders: Today['reminders'] }): ReactNode {
  const codes = useCodes();
  const see = useCommand(seeReminder);
  return (
    <Box id="reminders" title={ja.reminders}>
      {reminders.length === 0 ? (
        <EmptyState>{ja.noReminders}</EmptyState>
      ) : (
        <ul className="grid gap-1.5 text-sm">
          {reminders.map((reminder) => (
            <li key={reminder.id} className="flex items-start justify-between gap-2">
              <span>
                <Link to="/follow-ups" search={{ view: 'mine', id: reminder.followUpId }}>
                  {codes.label('follow_up_kind', reminder.kind)}
                </Link>
                <span className="block">
                  {words.dueOn(formatDay(reminder.dueOn, today()))}
                  <span className="ml-2">{reminder.personNumber ?? ''}</span>
                </span>
              </span>
              <Button
                size="xs"
                variant="text"
                label={ja.settleReminder(codes.label('follow_up_kind', reminder.kind), reminder.personNumber ?? '')}
                onClick={() => see.send(reminder.id)}
              >
                {ja.settle}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

const DRAFT_NAMES: Readonly<Record<string, { readonly label: string; readonly tab: 'record' | 'plan' | 'referral' }>> = {
  consultation: { label: words.consultation, tab: 'record' },
  'support-plan': { label: words.supportPlan, tab: 'plan' },
  referral: { label: words.referral, tab: 'referral' },
};

const CORRECTION = { label: words.consultationCorrection, tab: 'record' } as const;

function Drafts({ drafts }: { readonly drafts: Today['drafts'] }): ReactNode {
  return (
    <Box id="drafts" title={ja.drafts}>
      {drafts.length === 0 ? (
        <EmptyState>{ja.noDrafts}</EmptyState>
      ) : (
        <ul className="grid gap-1.5 text-sm">
          {drafts.map((draft) => {
            const corrects = /^correction-(.+)$/u.exec(draft.kind)?.[1];
            const place = corrects === undefined ? DRAFT_NAMES[draft.kind] : CORRECTION;
            return (
              <li key={`${draft.kind}/${draft.subject}`}>
                {place === undefined ? (
                  <Link to="/intake">{ja.goOnWithIntake}</Link>
                ) : (
                  <Link to="/clients/$id" params={{ id: draft.subject }} search={{ tab: place.tab, new: true, ...(corrects === undefined ? {} : { corrects }) }}>
                    {ja.goOnWith(place.label)}
                  </Link>
                )}
                <span className="ml-2 text-solid-gray-700">{formatInstant(draft.savedAt)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Box>
  );
}
