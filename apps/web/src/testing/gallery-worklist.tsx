import { type ReactNode, useState } from 'react';
import { Button } from '../components/button';
import { RadioGroup, Select } from '../components/choices';
import { DataTable } from '../components/data-table';
import { DateBox } from '../components/date-box';
import { Form } from '../components/form';
import { DraftNote, EmptyState, Pager } from '../components/notices';
import { PersonBar, PersonName } from '../components/person-bar';
import { SplitView } from '../components/split-view';
import { StatusTag } from '../components/status-tag';
import { Tabs } from '../components/tabs';
import { TextArea } from '../components/text-input';
import { ViewChips } from '../components/view-chips';
import { ageOn, type DateEntry, EMPTY_DATE, formatListDate, formatWareki, readDate, today } from '../lib/dates';
import { showToast } from '../lib/undo-toast';
import { useDraft } from '../lib/use-draft';
import { useForm } from '../lib/use-form';
import { SAMPLE_ROWS, type SampleRow } from './sample-rows';

export function GalleryWorklist(): ReactNode {
  const [selected, setSelected] = useState<string | null>('row-1');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [view, setView] = useState('mine');
  const row = SAMPLE_ROWS.find((candidate) => candidate.id === selected);
  return (
    <SplitView
      panelLabel="選んだ人の記録"
      panelKey={row?.id ?? null}
      onClosePanel={() => setSelected(null)}
      panel={row === undefined ? null : <Panel key={row.id} row={row} onSaved={() => setSelected(nextOf(row))} />}
      list={
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1>期限・対応</h1>
            <ViewChips
              label="表示する範囲"
              value={view}
              onChange={setView}
              views={[
                { value: 'mine', label: '自分の担当', count: 24 },
                { value: 'section', label: '係', count: 61 },
                { value: 'new', label: '新しく担当', count: 2 },
                { value: 'waiting', label: '返事待ち', count: 7 },
              ]}
            />
          </div>
          <DataTable
            main
            caption="期限・対応の一覧"
            columns={[
              { key: 'status', header: '状態', cell: (each) => <StatusTag status={each.status} /> },
              { key: 'due', header: '期限', cell: (each) => formatListDate(each.due), sortable: true },
              {
                key: 'name',
                header: '氏名',
                heading: true,
                cell: (each) => (
                  <a href={`#${each.id}`} onClick={(event) => { event.preventDefault(); setSelected(each.id); }}>
                    {each.name === null ? each.number : <PersonName name={each.name} kana={each.kana} />}
                  </a>
                ),
              },
              { key: 'birth', header: '生年月日（年齢）', cell: (each) => `${formatWareki(each.birthDate)}（${ageOn(each.birthDate, today())}歳）` },
              { key: 'work', header: 'すること', cell: (each) => each.work },
              { key: 'other', header: '相手', cell: (each) => each.other, wideOnly: true },
              { key: 'owner', header: '担当', cell: (each) => each.owner },
              { key: 'number', header: '受付番号', cell: (each) => each.number, wideOnly: true },
            ]}
            rows={view === 'new' ? [] : SAMPLE_ROWS}
            rowKey={(each) => each.id}
            rowLabel={(each) => each.number}
            selected={selected}
            onSelect={(each) => setSelected(each.id)}
            ticked={ticked}
            onTick={setTicked}
            sort={{ key: 'due', direction: 'ascending' }}
            onSort={() => undefined}
            empty={<EmptyState>新しく担当になった人はいません。</EmptyState>}
          />
          <Pager shown={24} total={61} onNext={() => new Promise((done) => setTimeout(done, 800))} />
        </div>
      }
    />
  );
}

function nextOf(row: SampleRow): string | null {
  return SAMPLE_ROWS[SAMPLE_ROWS.indexOf(row) + 1]?.id ?? null;
}

interface Values {
  readonly date: DateEntry;
  readonly mode: 'visit' | 'phone' | 'home' | 'online' | '';
  readonly text: string;
  readonly next: DateEntry;
  readonly partner: string;
}

function Panel({ row, onSaved }: { readonly row: SampleRow; readonly onSaved: () => void }): ReactNode {
  const [tab, setTab] = useState<'record' | 'referral' | 'basic' | 'files'>('record');
  const draft = useDraft<Values>(() => Promise.resolve());
  const form = useForm<Values>(
    { date: readDate('R8.11.20', today(), false), mode: 'visit', text: '求人３件を紹介。面接練習を希望。次回は応募書類を確認する。', next: EMPTY_DATE, partner: '' },
    draft.changed,
  );
  return (
    <>
      <PersonBar
        person={row}
        marks={[
          { tone: 'orange', symbol: '△', text: '同意 あと12日' },
          ...(row.id === 'row-2' ? [{ tone: 'red', symbol: '！', text: '連絡先に注意' } as const] : []),
        ]}
      />
      <div className="px-4 py-2">
        <Tabs
          label="記録の種類"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'record', label: '記録' },
            { value: 'referral', label: '支援要請', count: 1 },
            { value: 'basic', label: '基本情報' },
            { value: 'files', label: '書類' },
          ]}
        >
          {tab !== 'record' ? (
            <EmptyState />
          ) : (
            <Form
              className="gap-2"
              summary={form.summary}
              onSubmit={() =>
                form.submit(
                  (values) => [
                    ...(values.date.date === null ? [{ field: 'date', message: '相談日を入力してください。' }] : []),
                    ...(values.next.date === null ? [{ field: 'next', message: '次回予定を入力してください。例：+2w' }] : []),
                  ],
                  () => {
                    draft.discard();
                    showToast('支援経過を登録しました。', () => Promise.resolve());
                    onSaved();
                    return Promise.resolve();
                  },
                )
              }
            >
              <DateBox label="相談日" required {...form.field('date')} />
              <RadioGroup
                label="方法"
                {...form.field('mode')}
                choices={[
                  { value: 'visit', label: '窓口' },
                  { value: 'phone', label: '電話' },
                  { value: 'home', label: '訪問' },
                  { value: 'online', label: 'オンライン' },
                ]}
              />
              <TextArea label="内容" rows={4} {...form.field('text')} footer={<DraftNote state={draft.state} />} />
              <div className="grid gap-3 two:grid-cols-2">
                <DateBox label="次回予定" required {...form.field('next')} />
                <Select label="相手" {...form.field('partner')} choices={[{ value: 'hw', label: 'ハローワーク' }]} />
              </div>
              <div className="flex flex-wrap gap-3">
                <Button type="submit" variant="solid">
                  登録して次へ <span className="text-sm font-400">Ctrl+Enter</span>
                </Button>
                <Button type="submit">登録</Button>
              </div>
            </Form>
          )}
        </Tabs>
      </div>
    </>
  );
}
