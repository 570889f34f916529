import { type ReactNode, useState } from 'react';
import { Button } from '../components/button';
import { MonthlyBars } from '../components/charts/monthly-bars';
import { CheckboxGroup } from '../components/choices';
import { DateBox } from '../components/date-box';
import { Form } from '../components/form';
import { ClosedGroup, EmptyState, Loaded, ProblemNotice, ProgressBar } from '../components/notices';
import { PersonBar } from '../components/person-bar';
import { type DueStatus, StatusTag } from '../components/status-tag';
import { Steps } from '../components/steps';
import { TextInput } from '../components/text-input';
import { Timeline } from '../components/timeline';
import { EMPTY_DATE } from '../lib/dates';
import { useKanaFill } from '../lib/kana';
import { networkProblem } from '../lib/problem';
import { useForm } from '../lib/use-form';

const MONTHS = [58, 66, 61, 70, 63, 57, 60, 41].map((actual, index) => ({ month: ((index + 3) % 12) + 1, actual, plan: [62, 60, 64, 66, 58, 60, 64, 62][index] ?? null }));
const REST = [56, 60, 62, 66].map((plan, index) => ({ month: ((index + 11) % 12) + 1, actual: null, plan }));
const DUE: readonly DueStatus[] = ['overdue', 'today', 'week', 'later', 'waiting', 'hold', 'done', 'none'];

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="grid content-start gap-3 rounded-8 border bg-white p-4">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function GalleryParts(): ReactNode {
  return (
    <>
      <PersonBar
        person={{ number: 'R08-01099', owner: '小野寺' }}
        marks={[{ tone: 'red', symbol: '！', text: 'DV等支援措置' }]}
        actions={<Button size="sm">印刷</Button>}
      />
      <div className="grid gap-3 p-3 split:grid-cols-2">
        <Section title="新規受付">
          <IntakeForm />
        </Section>
        <Section title="状態・ボタン">
          <div className="flex flex-wrap gap-2">{DUE.map((status) => <StatusTag key={status} status={status} />)}</div>
          <Steps
            label="支援の進み方"
            steps={[
              { key: '1', label: '受付', state: 'done', note: '4/8' },
              { key: '2', label: '聞き取り', state: 'done', note: '4/15' },
              { key: '3', label: 'プラン', state: 'current', note: '署名待ち' },
              { key: '4', label: '支援', state: 'todo' },
              { key: '5', label: '終了', state: 'todo' },
            ]}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button size="lg" variant="solid">登録</Button>
            <Button>取消</Button>
            <Button size="sm" variant="danger">削除</Button>
            <Button size="xs" variant="text">戻る</Button>
            <Button busy>送信中</Button>
            <Button size="sm" unavailable reason="同意がありません">支援要請を送る</Button>
          </div>
          <ClosedGroup label="健康" />
          <EmptyState action={<Button size="sm">追加</Button>} />
          <ProgressBar label="月次出力を作っています" value={12400} max={61000} />
          <ProblemNotice error={networkProblem()} onRetry={() => undefined} />
          <Loaded query={{ data: undefined, error: null, refetch: () => Promise.resolve() }}>{() => null}</Loaded>
        </Section>
        <Section title="就職件数">
          <MonthlyBars title="就職件数" unit="件" months={[...MONTHS, ...REST]} current={11} />
        </Section>
        <Section title="支援経過">
          <Timeline
            label="支援経過"
            items={[
              { id: '1', date: '2026-11-18', time: '10:30', kind: { label: '相談', symbol: '○', tone: 'blue' }, title: '窓口で面談', who: '田村', body: '求人3件を紹介。次回は応募書類を確認する。' },
              { id: '2', date: '2026-11-02', kind: { label: '支援要請', symbol: '→', tone: 'yellow' }, title: '受理（ハローワーク）', who: '上席 平井', notes: ['入力 11/4（水）', '代行入力：回答書（紙）による'] },
              { id: '3', date: '2025-03-31', kind: { label: '変更', symbol: '・', tone: 'gray' }, title: '担当が替わりました', who: '小野寺' },
            ]}
          />
        </Section>
      </div>
    </>
  );
}

function IntakeForm(): ReactNode {
  const form = useForm({ name: '', kana: '', birthDate: EMPTY_DATE, phone: '', worries: [] as readonly string[] });
  const [kanaTouched, setKanaTouched] = useState(false);
  const kana = useKanaFill((reading) => {
    if (!kanaTouched) form.set({ kana: reading });
  });
  const kanaField = form.field('kana');
  return (
    <Form
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.name === '' ? [{ field: 'name', message: '氏名を入力してください。' }] : []),
            ...(values.birthDate.date === null ? [{ field: 'birthDate', message: values.birthDate.problem ?? '生年月日を入力してください。' }] : []),
            ...(values.worries.length === 0 ? [{ field: 'worries', message: '困りごとを1つ以上選んでください。' }] : []),
          ],
          () => Promise.resolve(),
        )
      }
    >
      <div className="grid gap-4 two:grid-cols-2">
        <TextInput label="氏名" required large kana={kana} {...form.field('name')} />
        <TextInput label="カナ" required large {...kanaField} onChange={(value) => { setKanaTouched(value !== ''); kanaField.onChange(value); }} />
      </div>
      <DateBox label="生年月日" required birth large hint="例：S50.4.1、昭和50年4月1日、1975-04-01" {...form.field('birthDate')} />
      <TextInput label="電話" optional type="tel" columns={13} {...form.field('phone')} />
      <CheckboxGroup
        label="困りごと"
        required
        {...form.field('worries')}
        choices={['仕事探し・就職', '収入・生活費', '住まい', '病気や健康・障害', '家族との関係'].map((label) => ({ value: label, label }))}
      />
      <Button type="submit" variant="solid" size="lg" className="justify-self-start">
        登録
      </Button>
    </Form>
  );
}
