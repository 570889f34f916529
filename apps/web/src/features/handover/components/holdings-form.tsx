import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DataTable } from '../../../components/data-table';
import { Form } from '../../../components/form';
import { EmptyState, Loaded } from '../../../components/notices';
import { formatDay, today } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { handOver, type HeldItem, type Holding, holdingsQuery, type Leaver } from '../api/handovers';
import { KINDS } from '../kinds';

/** All that the leaver has in hand here, ticked to begin with; the head unticks what goes to somebody else. */
export function HoldingsForm({ leaver }: { readonly leaver: Leaver }): ReactNode {
  const query = useQuery(holdingsQuery(leaver.id));
  return (
    <Loaded query={query}>
      {(holdings) => {
        const full = holdings.filter((one) => one.items.length > 0);
        if (full.length === 0) return <EmptyState>引き継ぐものは、もうありません。</EmptyState>;
        // What was handed over is gone from the list, and with it its tick.
        return <Choice key={full.flatMap((one) => one.items.map((item) => item.id)).join()} leaver={leaver} holdings={full} />;
      }}
    </Loaded>
  );
}

function Choice({ leaver, holdings }: { readonly leaver: Leaver; readonly holdings: readonly Holding[] }): ReactNode {
  const codes = useCodes();
  const offices = useQuery(officesQuery);
  const give = useCommand(handOver);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(holdings.flatMap((one) => one.items.map((item) => item.id))));
  const form = useForm({ successorId: '' });
  const colleagues = new Map((offices.data?.colleagues ?? []).filter((one) => one.id !== leaver.id).map((one) => [one.id, one]));

  const send = async ({ successorId }: { readonly successorId: string }): Promise<void> => {
    const items = holdings.flatMap(({ kind, items: held }) => {
      const ids = held.filter((one) => ticked.has(one.id)).map((one) => one.id);
      return ids.length === 0 ? [] : [{ kind, ids }];
    });
    const count = await give.send({ from: leaver.id, successorId, items });
    showToast(`${count}件を${colleagues.get(successorId)?.name ?? '次の担当'}さんに引き継ぎました。`);
  };
  return (
    <Form
      label="引継ぎ"
      summary={form.summary}
      className="gap-4"
      onSubmit={() =>
        form.submit(
          ({ successorId }) => [
            ...(successorId === '' ? [{ field: 'successorId', message: '引き継ぐ人を選んでください。' }] : []),
            ...(ticked.size === 0 ? [{ field: '', message: '引き継ぐものに印を付けてください。' }] : []),
          ],
          send,
        )
      }
    >
      {KINDS.flatMap(({ kind, label, codes: list }) => {
        const holding = holdings.find((one) => one.kind === kind);
        if (holding === undefined) return [];
        return [
          <section key={kind} className="grid gap-1">
            <h3 className="text-base">
              {label}　{holding.items.length}件
            </h3>
            <DataTable<HeldItem>
              caption={label}
              rows={holding.items}
              rowKey={(item) => item.id}
              rowLabel={(item) => `${item.label}を引き継ぐ`}
              ticked={ticked}
              onTick={setTicked}
              empty={<EmptyState />}
              columns={[
                { key: 'label', header: '対象', heading: true, wrap: true, cell: (item) => item.label },
                { key: 'state', header: '内容', wrap: true, cell: (item) => codes.label(list, item.state) },
                { key: 'on', header: '日付', cell: (item) => (item.on === null ? '' : formatDay(item.on, today())) },
              ]}
            />
          </section>,
        ];
      })}
      <Select
        label="引き継ぐ人"
        required
        choices={Array.from(colleagues.values(), (one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }))}
        {...form.field('successorId')}
      />
      <Button type="submit" variant="solid" className="justify-self-start">
        印を付けた{ticked.size}件を引き継ぐ
      </Button>
    </Form>
  );
}
