import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { type DateEntry, dateEntry, formatWarekiShort, isoDate } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { type Account, accountsQuery, planTransfers, type Transfers } from '../api/accounts';
import { PlaceFields } from './place-fields';

interface TransferFormProps {
  readonly accounts: readonly Account[];
  readonly onDone: () => void;
}

/** 人事異動 of those who are ticked, to one place on one day; what is planned shows in their assignments at once. */
export function TransferForm(props: TransferFormProps): ReactNode {
  const day = useQuery(accountsQuery).data?.transferDay;
  return day === undefined ? null : <Moves {...props} day={day} />;
}

interface Values {
  readonly day: DateEntry;
  readonly officeId: string;
  readonly role: string;
}

function Moves({ accounts, onDone, day }: TransferFormProps & { readonly day: string }): ReactNode {
  const plan = useCommand(planTransfers);
  const form = useForm<Values>({ day: dateEntry(isoDate(day), formatWarekiShort), officeId: '', role: '' });
  const present = accounts.flatMap((account) => account.assignments.filter((one) => one.lastDay === null).map((one) => ({ account, one })));
  return (
    <Form
      label="人事異動"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.day.date === null ? [{ field: 'day', message: '異動の日を入力してください。' }] : []),
            ...(values.officeId === '' ? [{ field: 'officeId', message: '異動先の窓口を選んでください。' }] : []),
            ...(values.role === '' ? [{ field: 'role', message: '異動先の役割を選んでください。' }] : []),
          ],
          async ({ day: on, officeId, role }) => {
            const to = { officeId, role: role as Transfers['moves'][number]['role'] };
            await plan.send({ day: on.date ?? '', moves: present.map(({ one }) => ({ assignmentId: one.id, ...to })) });
            showToast(`${present.length}件の異動を登録しました。その日から新しい所属になります。`);
            onDone();
          },
        )
      }
    >
      <p className="text-sm">終わりの決まっていない所属を、次の窓口・役割に移します。前の日までは今の所属のまま使えます。</p>
      <ul aria-label="異動する人" className="grid gap-1">
        {present.map(({ account, one }) => (
          <li key={one.id}>
            <span className="font-bold">{account.name}</span>　{one.officeName}・{one.roleLabel}
          </li>
        ))}
      </ul>
      <DateBox label="異動の日" required {...form.field('day')} />
      <PlaceFields before="異動先の" office={form.field('officeId')} role={form.field('role')} />
      <FormButtons label="異動を登録" onCancel={onDone} />
    </Form>
  );
}
