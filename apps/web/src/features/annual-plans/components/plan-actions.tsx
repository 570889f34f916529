import { printPlanFile } from '@madoguchi/agreements/documents';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button, buttonClass } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { ProblemNotice } from '../../../components/notices';
import { flushDrafts } from '../../../lib/open-drafts';
import { saveAs } from '../../../lib/save-as';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { words } from '../../../lib/words';
import { useActing } from '../../session/use-session';
import { copyPlan, discardDraft, downloadTable, planQuery, type PlanSummary, revisePlan } from '../api/plans';
import { ja } from '../ja';
import { AdoptDialog } from './adopt-dialog';
import { ImportDialog } from './import-dialog';
import { NewPlanDialog } from './new-plan-dialog';

interface PlanActionsProps {
  /** Absent where there is no plan yet. */
  readonly plan?: PlanSummary;
  readonly onShow: (id: string | undefined, tab: 'table' | 'edit') => void;
}

/** What a planner does with plans; everybody may take the file of one along. */
export function PlanActions({ plan, onShow }: PlanActionsProps): ReactNode {
  const { may } = useActing();
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const close = (): void => setOpen(null);
  const made = (id: string): void => {
    close();
    showToast(ja.draftMade);
    onShow(id, 'edit');
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {plan !== undefined && <FileButton plan={plan} />}
        {plan !== undefined && <Button size="sm" onClick={() => downloadTable(plan)}>{ja.tableFile}</Button>}
        {plan !== undefined && (
          <Link to="/print/annual-plans/$id" params={{ id: plan.id }} className={buttonClass('sm', 'outline')}>
            {ja.printTable}
          </Link>
        )}
        {may('annual_plans.write') && (
          <>
            {plan !== undefined && (plan.draft ? <DraftButtons key={plan.id} plan={plan} onShow={onShow} /> : <AdoptedButtons key={plan.id} plan={plan} onShow={onShow} />)}
            <Button size="sm" onClick={() => setOpen('new')}>{ja.newPlan}</Button>
            <Button size="sm" onClick={() => setOpen('import')}>{ja.importFile}</Button>
          </>
        )}
      </div>
      {open === 'new' && <NewPlanDialog onMade={made} onClose={close} />}
      {open === 'import' && <ImportDialog onMade={made} onClose={close} />}
    </>
  );
}

function FileButton({ plan }: { readonly plan: PlanSummary }): ReactNode {
  const query = useQuery(planQuery(plan.id));
  const { data } = query;
  return (
    <Button
      size="sm"
      unavailable={data === undefined}
      reason={ja.reading}
      onClick={() => {
        if (data !== undefined) saveAs(new Blob([printPlanFile(data.plan)], { type: 'application/json' }), `${plan.sourceDocument}.json`);
      }}
    >
      {ja.exportFile}
    </Button>
  );
}

function AdoptedButtons({ plan, onShow }: { readonly plan: PlanSummary; readonly onShow: PlanActionsProps['onShow'] }): ReactNode {
  const [copy, revise] = [useCommand(copyPlan), useCommand(revisePlan)];
  const problem = copy.problem ?? revise.problem;
  return (
    <>
      <Button size="sm" onClick={async () => onShow((await revise.send(plan.id)).id, 'edit')}>{ja.revise}</Button>
      <Copy plan={plan} copy={copy} onShow={onShow} />
      {problem !== null && <ProblemNotice error={problem} />}
    </>
  );
}

function Copy({ plan, copy, onShow }: { readonly plan: PlanSummary; readonly copy: ReturnType<typeof useCommand<string, { readonly id: string }>>; readonly onShow: PlanActionsProps['onShow'] }): ReactNode {
  return (
    <Button
      size="sm"
      onClick={async () => {
        const { id } = await copy.send(plan.id);
        showToast(ja.copied);
        onShow(id, 'table');
      }}
    >
      {ja.copy}
    </Button>
  );
}

function DraftButtons({ plan, onShow }: { readonly plan: PlanSummary; readonly onShow: PlanActionsProps['onShow'] }): ReactNode {
  const [discard, copy] = [useCommand(discardDraft), useCommand(copyPlan)];
  const [asking, setAsking] = useState<'adopt' | 'discard' | null>(null);
  const close = (): void => setAsking(null);
  // What is decided is what is saved: what was typed a moment ago goes first.
  const ask = async (what: 'adopt' | 'discard'): Promise<void> => {
    await flushDrafts();
    setAsking(what);
  };
  return (
    <>
      <Button size="sm" variant="solid" onClick={() => ask('adopt')}>{ja.adopt}</Button>
      {plan.revises === null && <Copy plan={plan} copy={copy} onShow={onShow} />}
      <Button size="sm" variant="danger" onClick={() => ask('discard')}>{ja.discard}</Button>
      {copy.problem !== null && <ProblemNotice error={copy.problem} />}
      {asking === 'adopt' && (
        <AdoptDialog
          plan={plan}
          onClose={close}
          onAdopted={(id) => {
            showToast(ja.adopted);
            onShow(id, 'table');
          }}
        />
      )}
      <Dialog
        open={asking === 'discard'}
        title={ja.discarding}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{words.cancel}</Button>
            <Button
              variant="danger"
              onClick={async () => {
                await discard.send({ id: plan.id, version: plan.version });
                showToast(ja.discarded);
                onShow(plan.revises ?? undefined, 'table');
              }}
            >
              {ja.discard}
            </Button>
          </>
        }
      >
        <p>{ja.discardExplained}</p>
        {discard.problem !== null && <ProblemNotice error={discard.problem} />}
      </Dialog>
    </>
  );
}
