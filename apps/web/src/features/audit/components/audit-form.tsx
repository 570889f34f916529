import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { type AuditQuestion, auditStaffQuery } from '../api/audit';

interface Values {
  readonly from: DateEntry;
  readonly until: DateEntry;
  readonly staffId: string;
  readonly action: string;
  readonly number: string;
}

/** What an auditor asks. A person is named by 受付番号 only. */
export function AuditForm({ onAsk }: { readonly onAsk: (question: AuditQuestion) => void }): ReactNode {
  const codes = useCodes();
  const staff = useQuery(auditStaffQuery);
  const form = useForm<Values>({ from: todayEntry(), until: todayEntry(), staffId: '', action: '', number: '' });
  return (
    <Form
      label="監査記録の検索"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ from, until }) => [
            ...(from.date === null ? [{ field: 'from', message: '期間の初日を入力してください。' }] : []),
            ...(until.date === null ? [{ field: 'until', message: '期間の末日を入力してください。' }] : []),
          ],
          ({ from, until, staffId, action, number }) => {
            const typed = number.normalize('NFKC').trim().toUpperCase();
            onAsk({
              from: from.date ?? '',
              until: until.date ?? '',
              ...(staffId === '' ? {} : { staffId }),
              ...(action === '' ? {} : { action }),
              ...(typed === '' ? {} : { number: typed }),
            });
            return Promise.resolve();
          },
        )
      }
    >
      <DateBox label="期間の初日" required {...form.field('from')} />
      <DateBox label="期間の末日" required {...form.field('until')} />
      <Select
        label="職員"
        optional
        empty="すべて"
        choices={(staff.data ?? []).map((one) => ({ value: one.id, label: `${one.name}（${one.officeName}）` }))}
        {...form.field('staffId')}
      />
      <Select label="操作" optional empty="すべて" choices={codes.choices('audit_action')} {...form.field('action')} />
      <TextInput label="受付番号" optional columns={10} anyDigits hint="例：R08-00001" {...form.field('number')} />
      <Button type="submit" variant="solid" className="justify-self-start">
        検索
      </Button>
    </Form>
  );
}
