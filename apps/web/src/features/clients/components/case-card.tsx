import { SUPPORT_CASE } from '@madoguchi/clients/records';
import { missingSentence } from '@madoguchi/kernel';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { Facts, PanelCard } from '../../../components/panel-card';
import { formatDay, today, todayEntry } from '../../../lib/dates';
import { asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, closeCase, reopenCase } from '../api/clients';
import { ja } from '../ja';

const { programme, openedOn, chiefComplaint, closedOn, closingReason } = SUPPORT_CASE.fields;

interface CaseCardProps {
  readonly client: ClientPage;
  readonly case: NonNullable<ClientPage['case']>;
  /** The reader's organisation registered the person and leads the case. */
  readonly holder: boolean;
}

export function CaseCard({ client, case: own, holder }: CaseCardProps): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [closing, setClosing] = useState(false);
  const reopen = useCommand(reopenCase);
  const mayMove = holder && may('clients.edit') && !closing;
  const open = own.status !== 'closed';
  const again = async (): Promise<void> => {
    try {
      await reopen.send({ id: client.id, body: { caseId: own.id, version: own.version } });
      showToast(ja.reopened);
    } catch (error) {
      showToast(asProblem(error).title);
    }
  };
  return (
    <PanelCard
      title={ja.case}
      actions={
        mayMove &&
        (open ? (
          <Button size="xs" onClick={() => setClosing(true)}>
            {ja.closeCase}
          </Button>
        ) : (
          <Button size="xs" onClick={again}>
            {ja.reopen}
          </Button>
        ))
      }
    >
      <Facts
        items={[
          [words.state, codes.label('case_status', own.status)],
          [programme.label, codes.label('programme', own.programme)],
          [openedOn.label, formatDay(own.openedOn, today())],
          [words.worker, own.workerName],
          [chiefComplaint.label, own.chiefComplaint],
        ]}
      />
      {closing && <CloseForm clientId={client.id} case={own} onDone={() => setClosing(false)} />}
    </PanelCard>
  );
}

interface CloseFormProps {
  readonly clientId: string;
  readonly case: NonNullable<ClientPage['case']>;
  readonly onDone: () => void;
}

function CloseForm({ clientId, case: own, onDone }: CloseFormProps): ReactNode {
  const codes = useCodes();
  const close = useCommand(closeCase);
  const form = useForm({ closedOn: todayEntry(), reason: '' });
  return (
    <Form
      label={ja.closing}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.closedOn.date === null ? [{ field: 'closedOn', message: missingSentence(closedOn) }] : []),
            ...(values.reason === '' ? [{ field: 'reason', message: missingSentence(closingReason) }] : []),
          ],
          async ({ closedOn, reason }) => {
            await close.send({ id: clientId, body: { caseId: own.id, version: own.version, closedOn: closedOn.date ?? '', reason } });
            showToast(ja.caseClosed);
            onDone();
          },
        )
      }
    >
      <DateBox label={closedOn.label} required {...form.field('closedOn')} />
      <Select label={closingReason.label} required choices={codes.choices('closing_reason', { on: form.values.closedOn.date, kept: form.values.reason })} {...form.field('reason')} />
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={onDone}>
          {ja.goBack}
        </Button>
        <Button type="submit" size="sm" variant="danger">
          {ja.doClose}
        </Button>
      </div>
    </Form>
  );
}
