import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { closedReason } from '../clients/closed';
import { OtherSideClosed } from '../consents/components/other-side';
import { Drafted } from '../drafts/components/drafted';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { supportPlansQuery } from './api/support-plans';
import { PlanCard } from './components/plan-card';
import { PlanForm } from './components/plan-form';
import { freshPlan } from './values';
import { words } from '../../lib/words';
import { ja } from './ja';

interface PlansTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
}

export function PlansTab({ client, writing, onWriting }: PlansTabProps): ReactNode {
  const { assignment, may } = useActing();
  const codes = useCodes();
  const query = useQuery(supportPlansQuery(client.id));
  return (
    <div className="grid gap-3">
      {writing ? (
        <PanelCard title={ja.newPlan}>
          <Drafted kind="support-plan" subject={client.id} fresh={freshPlan()}>
            {(draft, again) => <PlanForm client={client} draft={draft} onDiscarded={again} onDone={() => onWriting(false)} />}
          </Drafted>
        </PanelCard>
      ) : (
        may('support_plans.write') && (
          <div>
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              {ja.startPlan}
            </Button>
          </div>
        )
      )}
      {client.holderClosedGroups.includes('plan') && (
        <ClosedGroup label={words.heldBy(client.holderName, codes.itemGroup('plan'))} reason={closedReason(client, assignment.organisationName)} />
      )}
      <OtherSideClosed client={client} group="plan" />
      <Loaded query={query}>
        {(plans) =>
          plans.length === 0 ? (
            // Nothing can be said of what is closed.
            !client.closedGroups.includes('plan') && (
              <PanelCard title={words.supportPlan}>
                <EmptyState>{ja.none}</EmptyState>
              </PanelCard>
            )
          ) : (
            plans.map((plan) => <PlanCard key={plan.id} plan={plan} />)
          )
        }
      </Loaded>
    </div>
  );
}
