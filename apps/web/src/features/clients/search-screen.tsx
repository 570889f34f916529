import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { readDate, today } from '../../lib/dates';
import { toKatakana } from '@madoguchi/kernel';
import type { IntakeStart } from '../../lib/router-state';
import { words } from '../../lib/words';
import { useActing } from '../session/use-session';
import { type Hit, searchQuery } from './api/clients';
import { HitTable } from './components/hit-table';
import { ja } from './ja';

const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー\s]+$/u;

/** What was typed, put where it belongs in 新規受付. */
export function intakeStart(text: string): IntakeStart {
  const typed = text.trim();
  if (readDate(typed, today(), true).date !== null) return { birthDate: typed };
  const kana = toKatakana(typed);
  if (KANA.test(kana)) return { kana };
  return /\d/u.test(typed) ? {} : { name: typed };
}

export function SearchScreen(): ReactNode {
  const { may } = useActing();
  const navigate = useNavigate();
  const text = useRouterState({ select: (state) => state.location.state.searchText ?? '' });
  const query = useQuery(searchQuery(text));
  const [selected, setSelected] = useState<string | null>(null);
  const toIntake = (): void => void navigate({ to: '/intake', state: { intake: intakeStart(text) } });
  const open = (hit: Hit): void => void navigate({ to: '/clients/$id', params: { id: hit.id } });
  return (
    <Page title={words.client}>
      <div className="grid gap-3 px-4 pb-6">
        {text === '' ? (
          <p>
            {ja.howToSearch}
            <kbd className="mx-1 rounded-4 border border-solid-gray-600 bg-white px-1.5 text-sm">/</kbd>{ja.keyToSearch}
          </p>
        ) : (
          <Loaded query={query}>
            {(answer) => (
              <>
                <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
                  <p role="status">
                    {ja.hitCount(text, answer.hits.length, answer.more)}
                  </p>
                  {may('clients.register') && answer.hits.length > 0 && (
                    <Button size="sm" onClick={toIntake}>
                      {ja.notAmongThem}
                    </Button>
                  )}
                </div>
                <HitTable
                  caption={ja.hits}
                  hits={answer.hits}
                  selected={selected}
                  onSelect={(hit) => setSelected(hit.id)}
                  onOpen={open}
                  empty={
                    <EmptyState
                      action={
                        may('clients.register') && (
                          <Button variant="solid" onClick={toIntake}>
                            {ja.nobody}
                          </Button>
                        )
                      }
                    >
                      {ja.noHits}
                    </EmptyState>
                  }
                />
              </>
            )}
          </Loaded>
        )}
        {may('exceptional.ask') && (
          <p className="text-sm">
            {ja.exceptionalBefore}<Link to="/exceptional-access">{ja.exceptional}</Link>{ja.exceptionalAfter}
          </p>
        )}
      </div>
    </Page>
  );
}
