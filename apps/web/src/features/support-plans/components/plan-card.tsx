import { PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, PLAN_STATUSES, SUPPORT_PLAN } from '@madoguchi/support-plans/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { PanelCard } from '../../../components/panel-card';
import { type Step, Steps } from '../../../components/steps';
import { formatDay, today, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { movePlan, type PlanMove, type SupportPlan } from '../api/support-plans';
import { words } from '../../../lib/words';
import { ja } from '../ja';

const { longTermGoal, reviewOn, agreedOn, approvedOn, approvedBy } = SUPPORT_PLAN.fields;

const MOVES = {
  agree: { button: ja.recordAgreement, label: agreedOn.label, field: 'agreedOn', permission: 'support_plans.write', done: ja.agreementRecorded },
  approve: { button: ja.approve, label: approvedOn.label, field: 'approvedOn', permission: 'support_plans.approve', done: ja.approved },
  evaluate: { button: ja.evaluate, label: ja.evaluatedOn, field: 'on', permission: 'support_plans.write', done: ja.evaluated },
} as const;

const isMove = (move: string): move is PlanMove['move'] => Object.hasOwn(MOVES, move);

function stepsOf(plan: SupportPlan): readonly Step[] {
  const at = PLAN_STATUSES.indexOf(plan.status);
  const notes = [formatDay(plan.enteredAt.slice(0, 10), today()), plan.agreedOn, plan.approvedOn, null];
  return [ja.written, ja.agreement, ja.approve, ja.evaluation].map((label, index) => {
    const note = notes[index];
    const day = index <= at && note ? { note: index === 0 ? note : formatDay(note, today()) } : {};
    return { key: label, label, state: index <= at ? 'done' : index === at + 1 ? 'current' : 'todo', ...day };
  });
}

export function PlanCard({ plan }: { readonly plan: SupportPlan }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [moving, setMoving] = useState<PlanMove['move'] | null>(null);
  const moves = plan.own ? plan.allowed.filter(isMove).filter((move) => may(MOVES[move].permission)) : [];
  return (
    <PanelCard
      title={ja.planIn(codes.label('plan_status', plan.status))}
      actions={<span className="text-sm text-solid-gray-700">{plan.own ? plan.authorName : `${plan.authorName}（${plan.officeName}）`}</span>}
    >
      <Steps label={ja.steps} steps={stepsOf(plan)} />
      <p>
        <span className="font-bold">{longTermGoal.label}</span>　{plan.longTermGoal}
      </p>
      <p className="text-sm">
        {ja.periodIs(formatDay(plan.periodFrom, today()), formatDay(plan.periodUntil, today()))}　{reviewOn.label} {formatDay(plan.reviewOn, today())}
        {plan.approvedByName !== null && `　${approvedBy.label} ${plan.approvedByName}`}
      </p>
      <div className="grid items-start gap-3 split:grid-cols-2">
        <List
          caption={PLAN_GOAL.title}
          rows={plan.goals.map((goal) => [goal.id, goal.goal, codes.label('owner', goal.owner), formatDay(goal.dueOn, today())])}
          last={PLAN_GOAL.fields.dueOn.label}
        />
        <List
          caption={PLAN_MENU.title}
          rows={plan.menus.map((menu) => [
            menu.id,
            codes.label('support_plan_menu', menu.menu),
            codes.label('owner', menu.owner),
            `${formatDay(menu.periodFrom, today())}～${formatDay(menu.periodUntil, today())}`,
          ])}
          last={ja.period}
        />
      </div>
      {plan.members.length > 0 && (
        <p className="text-sm">
          <span className="font-bold">{PLAN_MEMBER.title}</span>　{plan.members.map((member) => `${member.staffName}（${member.duty}）`).join('、')}
        </p>
      )}
      {moving === null ? (
        moves.length > 0 && (
          <div className="flex flex-wrap gap-3">
            {moves.map((move) => (
              <Button key={move} size="sm" variant="solid" onClick={() => setMoving(move)}>
                {MOVES[move].button}
              </Button>
            ))}
          </div>
        )
      ) : (
        <MoveForm plan={plan} move={moving} onDone={() => setMoving(null)} />
      )}
    </PanelCard>
  );
}

interface ListProps {
  readonly caption: string;
  readonly rows: readonly (readonly [string, string, string, string])[];
  readonly last: string;
}

function List({ caption, rows, last }: ListProps): ReactNode {
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="pb-1 text-left font-bold">{caption}</caption>
      <thead>
        <tr className="border-b bg-solid-gray-100 text-left">
          <th scope="col" className="px-2 py-1">{ja.content}</th>
          <th scope="col" className="px-2 py-1 whitespace-nowrap">{PLAN_GOAL.fields.owner.label}</th>
          <th scope="col" className="px-2 py-1 whitespace-nowrap">{last}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([id, words, owner, day]) => (
          <tr key={id} className="border-b align-top">
            <td className="px-2 py-1">{words}</td>
            <td className="px-2 py-1 whitespace-nowrap">{owner}</td>
            <td className="px-2 py-1 whitespace-nowrap">{day}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MoveFormProps {
  readonly plan: SupportPlan;
  readonly move: PlanMove['move'];
  readonly onDone: () => void;
}

function MoveForm({ plan, move, onDone }: MoveFormProps): ReactNode {
  const { button, label, field, done } = MOVES[move];
  const send = useCommand(movePlan);
  const form = useForm({ agreedOn: todayEntry(), approvedOn: todayEntry(), on: todayEntry() });
  return (
    <Form
      label={button}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          (values) => (values[field].date === null ? [{ field, message: ja.missing(label) }] : []),
          async (values) => {
            await send.send({ id: plan.id, version: plan.version, move, on: values[field].date ?? '' });
            showToast(done);
            onDone();
          },
        )
      }
    >
      {move !== 'evaluate' && <DateBox label={label} required {...form.field(field)} />}
      <FormButtons label={move === 'evaluate' ? ja.evaluate : words.register} onCancel={onDone} />
    </Form>
  );
}
