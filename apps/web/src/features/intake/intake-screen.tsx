import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { Drafted } from '../drafts/components/drafted';
import { IntakeForm } from './components/intake-form';
import { freshIntake } from './values';
import { ja } from './ja';

export function IntakeScreen(): ReactNode {
  const start = useRouterState({ select: (state) => state.location.state.intake });
  const [fresh] = useState(() => freshIntake(start ?? {}));
  // Somebody new was typed while another person's form is unfinished: the two must never be mixed.
  const [choice, setChoice] = useState<'draft' | 'fresh' | null>(start === undefined ? 'draft' : null);
  return (
    <Page title={ja.title}>
      <div className="px-4 pt-1 pb-8">
        <Drafted kind="intake" subject="new" fresh={fresh}>
          {(draft, again) => {
            if (draft.restored && choice === null) {
              return (
                <div className="grid justify-items-start gap-3 rounded-8 border bg-white px-4 py-4">
                  <p>{ja.begun(draft.initial.familyKana || ja.blank)}</p>
                  <div className="flex flex-wrap gap-3">
                    <Button variant="solid" onClick={() => setChoice('draft')}>
                      {ja.goOn}
                    </Button>
                    <Button
                      onClick={async () => {
                        await draft.done();
                        setChoice('fresh');
                        again();
                      }}
                    >
                      {ja.startAnew}
                    </Button>
                  </div>
                </div>
              );
            }
            return <IntakeForm draft={draft} onDiscarded={again} />;
          }}
        </Drafted>
      </div>
    </Page>
  );
}
