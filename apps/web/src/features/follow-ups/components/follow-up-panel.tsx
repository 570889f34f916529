import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { PersonBar, PROTECTED_MARK } from '../../../components/person-bar';
import { StatusTag } from '../../../components/status-tag';
import { addDays, type DateEntry, formatDay, isIsoDate, readDate, today } from '../../../lib/dates';
import { useKeys } from '../../../lib/keys';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { finishFollowUp, type FollowUp, postponeFollowUp, reassignFollowUp } from '../api/follow-ups';
import type { FollowUpView } from '../views';
import { workOf } from '../work';
import { ja } from '../ja';

export function FollowUpPanel({ item, view }: { readonly item: FollowUp; readonly view: FollowUpView }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const navigate = useNavigate();
  const finish = useCommand(finishFollowUp);
  const place = { queue: view, item: item.id };
  const write = (): void =>
    void navigate({ to: '/clients/$id', params: { id: item.personId }, search: { tab: 'record', new: true, ...place } });
  useKeys(may('consultations.write') ? [{ keys: 'n', label: ja.writeForChosen, group: ja.list, run: write }] : []);
  const birthDate = item.birthDate !== null && isIsoDate(item.birthDate) ? item.birthDate : null;
  return (
    <>
      <PersonBar
        person={{ number: item.number ?? words.closed, name: item.personName, kana: item.personKana, birthDate, owner: item.assigneeName }}
        marks={item.protected ? [PROTECTED_MARK] : []}
      />
      <div className="grid gap-5 px-4 py-3">
        <section className="grid gap-2">
          <h2 className="flex flex-wrap items-center gap-2">
            {workOf(item, codes)} <StatusTag status={item.state} />
            {item.waiting && <StatusTag status="waiting" />}
          </h2>
          <p>{words.dueOn(formatDay(item.dueOn, today()))}</p>
          <div className="flex flex-wrap gap-3">
            <Link
              to="/clients/$id"
              params={{ id: item.personId }}
              search={{ tab: item.tab, ...place }}
              className={buttonClass('sm', 'solid')}
            >
              {ja.openClient}
            </Link>
            {may('consultations.write') && (
              <Button size="sm" label={words.writeConsultation} onClick={write}>
                {words.writeRecord} <kbd className="rounded-4 border px-1 text-xs font-400">N</kbd>
              </Button>
            )}
            {item.screen === 'exceptional_access' && (
              <Link to="/exceptional-access" className={buttonClass('sm', 'outline')}>
                {ja.openExceptional}
              </Link>
            )}
            {(item.screen === 'referrals_received' || item.screen === 'referrals_sent') && (
              <Link
                to="/referrals"
                search={{ box: item.screen === 'referrals_received' ? 'received' : 'sent', id: item.subjectId }}
                className={buttonClass('sm', 'outline')}
              >
                {ja.openReferral}
              </Link>
            )}
            {item.mayFinish && may('follow_ups.write') && (
              <Button
                size="sm"
                onClick={async () => {
                  await finish.send({ id: item.id, version: item.version });
                  showToast(ja.finished);
                }}
              >
                {ja.finish}
              </Button>
            )}
          </div>
          {finish.problem !== null && <p role="alert" className="text-red-900">＊{finish.problem.title}</p>}
        </section>
        {item.mayPostpone && may('follow_ups.write') && <PostponeForm item={item} />}
        {may('follow_ups.assign') && <ReassignForm item={item} />}
      </div>
    </>
  );
}

function PostponeForm({ item }: { readonly item: FollowUp }): ReactNode {
  const postpone = useCommand(postponeFollowUp);
  const form = useForm<{ readonly dueOn: DateEntry }>({ dueOn: readDate('', today(), false) });
  return (
    <Form
      label={ja.postponing}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          ({ dueOn }) => (dueOn.date === null ? [{ field: 'dueOn', message: dueOn.problem ?? ja.newDueMissing }] : []),
          async ({ dueOn }) => {
            const before = item.dueOn;
            const saved = await postpone.send({ id: item.id, version: item.version, dueOn: dueOn.date ?? '' });
            const undo = async (): Promise<void> => {
              await postpone.send({ ...saved, dueOn: before });
            };
            showToast(ja.postponed, before >= addDays(today(), 0) ? undo : null);
          },
        )
      }
    >
      <DateBox label={ja.newDue} hint={ja.newDueHint} {...form.field('dueOn')} />
      <Button type="submit" size="sm" className="justify-self-start">
        {ja.postpone}
      </Button>
    </Form>
  );
}

function ReassignForm({ item }: { readonly item: FollowUp }): ReactNode {
  const offices = useQuery(officesQuery);
  const reassign = useCommand(reassignFollowUp);
  const form = useForm({ staffId: '' });
  const choices = (offices.data?.colleagues ?? [])
    .filter((staff) => staff.id !== item.assigneeId)
    .map((staff) => ({ value: staff.id, label: `${staff.name}（${staff.roleLabel}）` }));
  return (
    <Form
      label={ja.reassigning}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          ({ staffId }) => (staffId === '' ? [{ field: 'staffId', message: ja.newWorkerMissing }] : []),
          async ({ staffId }) => {
            const saved = await reassign.send({ id: item.id, version: item.version, staffId });
            const before = item.assigneeId;
            const undo = async (): Promise<void> => {
              await reassign.send({ ...saved, staffId: before ?? '' });
            };
            showToast(ja.reassigned, before === null ? null : undo);
          },
        )
      }
    >
      <Select label={ja.newWorker} choices={choices} {...form.field('staffId')} />
      <Button type="submit" size="sm" className="justify-self-start">
        {ja.reassign}
      </Button>
    </Form>
  );
}
