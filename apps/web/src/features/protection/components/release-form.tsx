import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, type Choice, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { askRelease, type LocatingGroup } from '../api/protection';

const DAYS_MAX = 31;

interface Values {
  readonly recipientOfficeId: string;
  readonly itemGroups: readonly LocatingGroup[];
  readonly reason: string;
  readonly days: string;
}

/** The first of two persons asks. Nothing is given out before another one has decided. */
export function ReleaseForm({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const offices = useQuery(officesQuery);
  const ask = useCommand(askRelease);
  const form = useForm<Values>({ recipientOfficeId: '', itemGroups: [], reason: '', days: '3' });
  const recipients = (offices.data?.offices ?? []).filter((office) => office.id !== assignment.officeId);
  return (
    <Form
      label="提供の申し出"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.recipientOfficeId === '' ? [{ field: 'recipientOfficeId', message: '提供先を選んでください。' }] : []),
            ...(values.itemGroups.length === 0 ? [{ field: 'itemGroups', message: '提供する情報を選んでください。' }] : []),
            ...(values.reason.trim() === '' ? [{ field: 'reason', message: '提供する理由を入力してください。' }] : []),
            ...(/^\d{1,2}$/.test(values.days) && Number(values.days) >= 1 && Number(values.days) <= DAYS_MAX
              ? []
              : [{ field: 'lastsDays', message: `提供する日数は1から${DAYS_MAX}までの整数で入力してください。` }]),
          ],
          async ({ recipientOfficeId, itemGroups, reason, days }) => {
            await ask.send({ id: clientId, body: { recipientOfficeId, itemGroups: [...itemGroups], reason, lastsDays: Number(days) } });
            showToast('提供を申し出ました。別の職員の決裁を待ちます。');
            onDone();
          },
        )
      }
    >
      <Select
        label="提供先"
        required
        choices={recipients.map((office) => ({ value: office.id, label: `${office.name}（${office.organisationName}）` }))}
        {...form.field('recipientOfficeId')}
      />
      <CheckboxGroup
        label="提供する情報"
        required
        hint="本人が同意した項目だけが、提供先から見えるようになります。"
        choices={codes.itemGroups.filter((group): group is Choice<LocatingGroup> => codes.locates(group.value))}
        {...form.field('itemGroups')}
      />
      <TextArea label="提供する理由" required rows={2} {...form.field('reason')} />
      <TextInput label="提供する日数" required {...form.field('days')} {...form.at('lastsDays')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          申し出る
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
