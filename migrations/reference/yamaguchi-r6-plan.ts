import { PLAN_FILE_FORMAT, type PlanFile, type PlanFileLine, type PlanFilePart, readCell, readTarget } from '@madoguchi/agreements';

// 「令和6年度 山口市雇用対策協定に基づく事業計画」(山口市・山口労働局), table 「令和6年度事業計画目標値一覧」, with the
// wording of each section's own 目標. Transcribed as printed, contradictions included; a line break in a cell of actuals
// is a space.

const PLACED: readonly PlanFilePart[] = [{ key: 'placed', label: '就職', unit: '件', basis: '件' }];
const JOB_SEEKERS: readonly PlanFilePart[] = [{ key: 'seekers', label: '参加求職者', unit: '人', basis: 'unknown' }];
const FAIR: readonly PlanFilePart[] = [{ key: 'companies', label: '参加企業', unit: '社', basis: 'unknown' }, ...JOB_SEEKERS];
const CLIENTS_AND_PLACED: readonly PlanFilePart[] = [{ key: 'clients', label: '支援対象者', unit: '人', basis: '実人数' }, ...PLACED];

const ONCE_A_YEAR = '※年1回の開催によるもの';
const NEW_THIS_YEAR = '※令和6年度新規目標';

/** How the section's own 目標 words the same target, and what differs in substance. */
interface TextWording {
  readonly printed: readonly string[];
  readonly differences: readonly string[];
}

/** The five actuals, oldest first, then the target with last year's in brackets. */
type Cells = readonly [string, string, string, string, string, string];

interface Line {
  readonly key: string;
  readonly label: string;
  readonly note?: readonly string[];
  readonly parts: readonly PlanFilePart[];
  readonly cells: Cells;
  readonly text: TextWording;
}

/** The wording of a line whose text and table say the same. */
const alike = (...printed: readonly string[]): TextWording => ({ printed, differences: [] });

const SECTIONS: readonly { readonly heading: string; readonly textHeading: string; readonly lines: readonly Line[] }[] = [
  {
    heading: '1 若者等に関する取組',
    textHeading: 'i 若者等に関する取組',
    lines: [
      {
        key: '1-1',
        label: '☆山口所の紹介による若年者の正社員就職件数',
        note: ['35歳未満の求職者の正社員就職件数'],
        parts: PLACED,
        cells: ['552件', '474件', '449件', '419件', '389件', '389件'],
        text: {
          printed: ['山口所の紹介による若年者の正社員就職件数（新卒者を除く 35 歳未満） 389 件'],
          differences: ['「新卒者を除く」は本文だけにあり、表の説明にはありません。'],
        },
      },
      {
        key: '1-2',
        label: '☆「山口新卒応援ハローワーク」利用者の就職件数',
        note: ['就職支援ナビゲーターの支援による正社員就職件数'],
        parts: PLACED,
        cells: ['633件', '788件', '694件', '669件', '673件', '626件 (666件)'],
        text: alike('「山口新卒応援ハローワーク」利用者の就職件数', '(就職支援ナビゲーターの支援による正社員就職件数) 626 件'),
      },
    ],
  },
  {
    heading: '2 女性に関する取組',
    textHeading: 'ii 女性に関する取組',
    lines: [
      {
        key: '2-1',
        label: '☆山口所の「マザーズコーナー」利用者の就職件数',
        parts: PLACED,
        cells: ['286件', '254件', '264件', '279件', '289件', '289件 (279件)'],
        text: alike('山口所の「マザーズコーナー」利用者の就職件数 289 件'),
      },
      {
        key: '2-2',
        label: '☆「子育て女性等を対象とした再就職準備セミナー」の参加求職者数',
        note: ['※年2回の開催によるもの', '(1回20人を目標)'],
        parts: JOB_SEEKERS,
        cells: ['34人', '(0回)0人', '(1回)11人', '22人', '28人', '40人 (40人)'],
        text: {
          printed: ['「子育て女性等を対象とした再就職準備セミナー」開催回数、参加求職者数', '2 回、参加者 40 人'],
          differences: ['本文は開催回数2回も目標に挙げていますが、表の目標は参加求職者数だけで、回数は説明にあります。'],
        },
      },
    ],
  },
  {
    heading: '3 高齢者に関する取組',
    textHeading: 'iii 高年齢者に関する取組',
    lines: [
      {
        key: '3-1',
        label: '☆山口所の紹介による高齢者の就職件数',
        note: ['55歳以上の求職者の就職件数'],
        parts: PLACED,
        cells: ['756件', '706件', '720件', '730件', '734件', '734件 (730件)'],
        text: {
          printed: ['山口所の紹介による高年齢者の就職件数 734 件'],
          differences: ['本文は「高年齢者」、表は「高齢者」です。', '「55歳以上」は表の説明だけにあります。本文の取組にある窓口は「概ね60歳以上」が対象です。'],
        },
      },
      {
        key: '3-2',
        label: '☆「アクティブシニア・セカンドライフ応援セミナー」の参加求職者数',
        note: [ONCE_A_YEAR, NEW_THIS_YEAR],
        parts: JOB_SEEKERS,
        cells: ['', '', '', '', '39人', '50人'],
        text: alike('「アクティブシニア・セカンドライフ応援セミナー」参加求職者数 50 人'),
      },
      {
        key: '3-3',
        label: '☆「アクティブシニアのための企業面談会」の参加企業、参加求職者数',
        note: [ONCE_A_YEAR],
        parts: FAIR,
        cells: ['19社 40人', '12社 31人', '12社 26人', '6社 20人', '20社 29人', '15社・50人 (15社・50人)'],
        text: alike('「アクティブシニアのための企業面談会」参加企業、参加求職者数', '15 社、参加者 50 人'),
      },
    ],
  },
  {
    heading: '4 障がい者に関する取組',
    textHeading: 'iv 障がい者に関する取組',
    lines: [
      {
        key: '4-1',
        label: '☆山口所の紹介による障がい者の就職件数',
        parts: PLACED,
        cells: ['178件', '152件', '144件', '168件', '200件', '200件 (168件)'],
        text: alike('山口所の紹介による障がい者の就職件数 200 件'),
      },
      {
        key: '4-2',
        label: '☆「障がい者雇用合同面接会」の参加企業、参加求職者(障がい者)数',
        note: [ONCE_A_YEAR],
        parts: FAIR,
        cells: ['35社 95人', '0社 0人', '23社 51人', '24社 52人', '31社 69人', '30社・80人 (30社・100人)'],
        text: alike('障がい者雇用合同面接会の参加企業、参加求職者（障がい者）数', '30 社、参加者 80 人'),
      },
    ],
  },
  {
    heading: '5 福祉分野に関する取組',
    textHeading: 'v 福祉分野に関する取組',
    lines: [
      {
        key: '5-1',
        label: '☆山口所の「人材確保対策コーナー」における就職件数',
        note: ['医療・介護・保育分野の就職件数'],
        parts: PLACED,
        cells: ['465件', '412件', '422件', '377件', '418件', '418件'],
        text: {
          printed: ['山口所の「人材確保対策コーナー」における福祉分野の就職件数 418 件'],
          differences: ['本文は「福祉分野」、表の説明は「医療・介護・保育分野」です。'],
        },
      },
      {
        key: '5-2',
        label: '☆「医療・福祉の合同就職面接会」の参加企業、参加求職者数',
        note: [ONCE_A_YEAR, NEW_THIS_YEAR],
        parts: FAIR,
        cells: ['', '', '', '', '6社 21人', '8社・30人'],
        text: alike('医療・福祉の合同就職面接会の参加企業、参加求職者数 8 社、参加者 30 人'),
      },
      {
        key: '5-3',
        label: '☆「保育ミニ面接会」の参加求職者数',
        note: [ONCE_A_YEAR],
        parts: JOB_SEEKERS,
        cells: ['4人', '7人', '(0回)0人', '7人', '6人', '10人 (10人)'],
        text: alike('保育ミニ面接会の参加求職者数 参加者 10 人'),
      },
    ],
  },
  {
    heading: '6 生活保護受給者等に関する取組',
    textHeading: 'vi 生活保護受給者等に関する取組',
    lines: [
      {
        key: '6-1',
        label: '☆山口所における生活保護受給者等就労自立促進事業の支援対象者、支援対象者のうち就職件数',
        note: ['※支援対象者は市からの送り出し人数'],
        parts: CLIENTS_AND_PLACED,
        cells: ['163人 126件', '166人 116件', '148人 112件', '151人 110件', '121人 92件', '120人・82件 (120人・78件)'],
        text: {
          printed: ['山口所における生活保護受給者等就労自立促進事業の支援対象者数 120 人', '支援対象者のうち就職件数 82 件'],
          differences: ['「市からの送り出し人数」は表の説明だけにあります。', '本文は2つの目標に分けていますが、表は1行にまとめています。'],
        },
      },
    ],
  },
  {
    heading: '7 企業の人材確保に関する取組',
    textHeading: 'vii 企業の人材確保に関する取組',
    lines: [
      {
        key: '7-1',
        label: '☆「合同就職面接会」の参加企業、参加求職者数',
        note: [ONCE_A_YEAR, NEW_THIS_YEAR],
        parts: FAIR,
        cells: ['', '', '', '', '', '30社・100人'],
        text: alike('合同就職面接会の参加企業、参加求職者数 30社、参加者 100人'),
      },
    ],
  },
];

/** Section viii of the text (誘致企業等に関する取組) sets no target and has no row in the table. */
export const YAMAGUCHI_R6_PLAN: PlanFile = {
  format: PLAN_FILE_FORMAT,
  agreement: {
    name: '山口市雇用対策協定',
    parties: [
      { key: 'city', name: '山口市', kind: 'city' },
      { key: 'bureau', name: '山口労働局', kind: 'labour_bureau' },
    ],
  },
  title: '山口市雇用対策協定に基づく事業計画',
  tableTitle: '事業計画目標値一覧',
  fiscalYears: [2024],
  bracketMeans: 'last_target',
  headings: {
    section: '連携項目',
    target: '目 標',
    item: '項 目',
    note: '説 明',
    actuals: '実 績',
    targetValue: ['目標値', '令和6年度'],
  },
  actualColumns: [
    { fiscalYear: 2019, heading: '平成31年度(令和元年度)' },
    { fiscalYear: 2020, heading: '令和2年度' },
    { fiscalYear: 2021, heading: '令和3年度' },
    { fiscalYear: 2022, heading: '令和4年度' },
    { fiscalYear: 2023, heading: '令和5年度' },
  ],
  sections: SECTIONS.map(({ lines, ...section }, n) => ({ key: `${n + 1}`, ...section, lines: lines.map(targetLine) })),
  footnotes: ['注1) 目標値の()は令和5年度目標値'],
};

function targetLine({ cells: [a, b, c, d, e, target], key, label, note, parts, text }: Line): PlanFileLine {
  return {
    key,
    label,
    note: note ?? [],
    parts,
    actuals: [a, b, c, d, e].map((cell) => readCell(cell, parts)),
    targets: [{ fiscalYear: 2024, form: 'number', ...readTarget(target, parts) }],
    text: text.printed,
    conflicts: text.differences,
  };
}
