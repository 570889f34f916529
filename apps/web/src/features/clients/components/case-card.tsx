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
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, closeCase, reopenCase } from '../api/clients';


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
      showToast('支援を再開しました。');
    } catch (error) {
      showToast(asProblem(error).title);
    }
  };
  return (
    <PanelCard
      title="ケース"
      actions={
        mayMove &&
        (open ? (
          <Button size="xs" onClick={() => setClosing(true)}>
            支援を終了する
          </Button>
        ) : (
          <Button size="xs" onClick={again}>
            支援を再開する
          </Button>
        ))
      }
    >
      <Facts
        items={[
          ['状態', codes.label('case_status', own.status)],
          ['事業', codes.label('programme', own.programme)],
          ['受付日', formatDay(own.openedOn, today())],
          ['担当', own.workerName],
          ['主訴', own.chiefComplaint],
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
      label="支援の終了"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.closedOn.date === null ? [{ field: 'closedOn', message: '終了日を入力してください。' }] : []),
            ...(values.reason === '' ? [{ field: 'reason', message: '終了理由を選んでください。' }] : []),
          ],
          async ({ closedOn, reason }) => {
            await close.send({ id: clientId, body: { caseId: own.id, version: own.version, closedOn: closedOn.date ?? '', reason } });
            showToast('支援を終了しました。');
            onDone();
          },
        )
      }
    >
      <DateBox label="終了日" required {...form.field('closedOn')} />
      <Select label="終了理由" required choices={codes.choices('closing_reason', { on: form.values.closedOn.date, kept: form.values.reason })} {...form.field('reason')} />
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={onDone}>
          終了しないで戻る
        </Button>
        <Button type="submit" size="sm" variant="danger">
          終了する
        </Button>
      </div>
    </Form>
  );
}
