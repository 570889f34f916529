import { type PlanFile, readPlan, yearsLabel } from '@madoguchi/agreements/documents';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Loaded } from '../../../components/notices';
import { isImeKey } from '../../../lib/ime';
import { type Plan, planQuery } from '../api/plans';
import { ja } from '../ja';
import { withNewSection } from './editing';
import { Findings } from './findings';
import { HeadFields } from './head-fields';
import { SaveState } from './save-state';
import { SectionGrid } from './section-grid';
import { useHistory } from './use-history';
import { useSavedPlan } from './use-saved-plan';

/** A draft as it stands now: what another screen has cached may be older than what was saved last. */
export function PlanEditor({ id }: { readonly id: string }): ReactNode {
  const query = useQuery({ ...planQuery(id), staleTime: 0, refetchOnWindowFocus: false });
  const [first, setFirst] = useState<Plan>();
  if (first === undefined && query.isFetchedAfterMount && query.data !== undefined) setFirst(query.data);
  return first === undefined ? <Loaded query={query}>{() => null}</Loaded> : <Editor key={`${id}/${first.version}`} opened={first} onReload={() => void query.refetch().then(({ data }) => setFirst(data))} />;
}

function Editor({ opened, onReload }: { readonly opened: Plan; readonly onReload: () => void }): ReactNode {
  const history = useHistory<PlanFile>(opened.plan);
  const plan = history.value;
  const reading = readPlan(plan);
  const saved = useSavedPlan(opened.id, opened.version, reading, opened.plan);
  const keyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event.nativeEvent) || !(event.ctrlKey || event.metaKey)) return;
    const back = event.key === 'z' && !event.shiftKey;
    const forth = event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey);
    if (!back && !forth) return;
    event.preventDefault();
    if (back) history.undo();
    else history.redo();
  };
  return (
    // The keys of undo belong to the whole draft and not to one box of it.
    <div role="group" aria-label={ja.editing(yearsLabel(plan))} className="grid gap-4" onKeyDown={keyDown}>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" unavailable={!history.canUndo} reason={ja.nothingToUndo} onClick={history.undo}>{ja.undo}</Button>
        <Button size="sm" unavailable={!history.canRedo} reason={ja.nothingToRedo} onClick={history.redo}>{ja.redo}</Button>
        <SaveState saved={saved} />
      </div>
      {saved.conflict && (
        <div role="alert" className="rounded-8 border-2 border-orange-800 bg-white px-4 py-3">
          <p>{ja.savedByOthers}</p>
          <div className="mt-2 flex flex-wrap gap-3">
            <Button size="sm" onClick={onReload}>{ja.takeTheirs}</Button>
            <Button size="sm" onClick={saved.overwrite}>{ja.keepMine}</Button>
          </div>
        </div>
      )}
      <HeadFields plan={plan} onChange={history.change} />
      <p className="text-sm text-solid-gray-700">{ja.howToType}</p>
      {plan.sections.map((section, index) => (
        <SectionGrid key={section.key} plan={plan} index={index} onChange={history.change} />
      ))}
      <div>
        <Button size="sm" onClick={() => history.change(withNewSection(plan))}>{ja.addSection}</Button>
      </div>
      <Findings plan={plan} reading={reading} />
    </div>
  );
}
