import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { EmptyState } from '../../../components/notices';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { issueToken, type TokenAssignment } from '../api/tokens';

interface Values {
  readonly assignmentId: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly lastDay: DateEntry;
}

interface TokenFormProps {
  readonly assignments: readonly TokenAssignment[];
  readonly onIssued: (token: string | null) => void;
}

/** What another system may do, as whom, and until when. */
export function TokenForm({ assignments, onIssued }: TokenFormProps): ReactNode {
  const issue = useCommand(issueToken);
  const form = useForm<Values>({ assignmentId: '', name: '', permissions: [], lastDay: EMPTY_DATE });
  const grants = assignments.find((one) => one.id === form.values.assignmentId)?.grants ?? [];
  if (assignments.length === 0) return <EmptyState>先に「利用者・異動」で、他システム用の利用者を登録してください。</EmptyState>;
  return (
    <Form
      label="接続の鍵の発行"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.assignmentId === '' ? [{ field: 'assignmentId', message: '利用者を選んでください。' }] : []),
            ...(values.name.trim() === '' ? [{ field: 'name', message: '名前を入力してください。' }] : []),
            ...(values.permissions.length === 0 ? [{ field: 'permissions', message: 'できることを一つ以上選んでください。' }] : []),
            ...(values.lastDay.date === null ? [{ field: 'lastDay', message: '有効期限を入力してください。' }] : []),
          ],
          async ({ lastDay, permissions, ...values }) => onIssued(await issue.send({ ...values, permissions: [...permissions], lastDay: lastDay.date ?? '' })),
        )
      }
    >
      <Select
        label="利用者"
        required
        choices={assignments.map((one) => ({ value: one.id, label: `${one.staffName}（${one.officeName}・${one.roleLabel}）` }))}
        {...form.field('assignmentId')}
        onChange={(assignmentId) => form.set({ assignmentId, permissions: [] })}
      />
      <TextInput label="名前" required hint="どのシステムの何に使うか" {...form.field('name')} />
      {grants.length > 0 && (
        <CheckboxGroup
          label="できること"
          required
          stacked
          choices={grants.map((one) => ({ value: one.permission, label: one.label }))}
          {...form.field('permissions')}
        />
      )}
      <DateBox label="有効期限" required hint="1年以内" {...form.field('lastDay')} />
      <Button type="submit" size="sm" variant="solid" className="justify-self-start">
        発行する
      </Button>
    </Form>
  );
}
