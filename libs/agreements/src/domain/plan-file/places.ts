import type { PlanFile } from './plan-file';

const NAMES: Readonly<Record<string, string>> = {
  agreement: '協定',
  parties: '締結者',
  articles: '条文',
  signedOn: '締結日',
  title: '計画の名称',
  tableTitle: '表の名称',
  fiscalYears: '年度',
  headings: '表の見出し',
  actualColumns: '実績の列',
  responsible: '担当',
  sections: '柱',
  heading: '見出し',
  textHeading: '本文の見出し',
  text: '本文',
  context: '引用した数値',
  measures: '取組',
  lines: '目標',
  label: '項目',
  note: '説明',
  parts: '内訳',
  unit: '単位',
  actuals: '実績',
  targets: '目標値',
  bracket: 'かっこ内の値',
  value: '値',
  amounts: '数',
  printed: '印字',
  inside: '内数',
  beside: '外数',
  sumOf: '合計',
  relisted: '再掲',
  window: '期間',
  footnotes: '注',
  key: 'キー',
  name: '名称',
};

/** A place of the file in words that a planner knows: `sections[0].lines[2].label` is 「1 若者等に関する取組」の3行目、項目. */
export function wordsOfPlace(at: string, plan?: PlanFile): string {
  const line = /^sections\[(\d+)\](?:\.lines\[(\d+)\])?/u.exec(at);
  const heading = line && (plan?.sections[Number(line[1])]?.heading || `${Number(line[1]) + 1}番目の柱`);
  const rest = at.slice(line?.[0].length ?? 0);
  const words = rest.split('.').flatMap((step) => {
    const [, name = '', index] = /^(\w*)(?:\[(\d+)\])?/u.exec(step) ?? [];
    if (name === '') return [];
    return `${NAMES[name] ?? name}${index === undefined ? '' : `の${Number(index) + 1}番目`}`;
  });
  const start = line ? [`「${heading}」${line[2] === undefined ? '' : `の${Number(line[2]) + 1}行目`}`] : [];
  const all = [...start, ...words];
  return all.length === 0 ? at : all.join('、');
}
