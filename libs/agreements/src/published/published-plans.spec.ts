import type { PlanFile } from '../domain/plan-file/plan-file';
import { printPlanFile } from '../domain/plan-file/read-plan-file';
import { publishedPlans } from './published-plans';

const [yamaguchi, kumamoto] = publishedPlans();
if (!yamaguchi || !kumamoto) throw new Error('The two plans are not there.');

const measuresOf = (plan: PlanFile) => plan.sections.flatMap(({ measures = [] }) => measures);
const measureOf = (plan: PlanFile, key: string) => measuresOf(plan).find((measure) => measure.key === key);

describe.each(publishedPlans().map((one) => [one.key, one] as const))('%s', (_key, { text, plan }) => {
  it('is read without a fault, printed back byte for byte, and names its document', () => {
    expect(printPlanFile(plan)).toBe(text);
    expect(plan.source).toContain('事業計画（');
  });
});

/** The rows of 「令和6年度事業計画目標値一覧」, transcribed from the text: section, 項目, 説明, five actuals, 目標値 with last year's. */
const TABLE = `
| 1 若者等に関する取組 | ☆山口所の紹介による若年者の正社員就職件数 | 35歳未満の求職者の正社員就職件数 | 552件 | 474件 | 449件 | 419件 | 389件 | 389件 |
| | ☆「山口新卒応援ハローワーク」利用者の就職件数 | 就職支援ナビゲーターの支援による正社員就職件数 | 633件 | 788件 | 694件 | 669件 | 673件 | 626件 (666件) |
| 2 女性に関する取組 | ☆山口所の「マザーズコーナー」利用者の就職件数 | | 286件 | 254件 | 264件 | 279件 | 289件 | 289件 (279件) |
| | ☆「子育て女性等を対象とした再就職準備セミナー」の参加求職者数 | ※年2回の開催によるもの (1回20人を目標) | 34人 | (0回)0人 | (1回)11人 | 22人 | 28人 | 40人 (40人) |
| 3 高齢者に関する取組 | ☆山口所の紹介による高齢者の就職件数 | 55歳以上の求職者の就職件数 | 756件 | 706件 | 720件 | 730件 | 734件 | 734件 (730件) |
| | ☆「アクティブシニア・セカンドライフ応援セミナー」の参加求職者数 | ※年1回の開催によるもの ※令和6年度新規目標 | | | | | 39人 | 50人 |
| | ☆「アクティブシニアのための企業面談会」の参加企業、参加求職者数 | ※年1回の開催によるもの | 19社 40人 | 12社 31人 | 12社 26人 | 6社 20人 | 20社 29人 | 15社・50人 (15社・50人) |
| 4 障がい者に関する取組 | ☆山口所の紹介による障がい者の就職件数 | | 178件 | 152件 | 144件 | 168件 | 200件 | 200件 (168件) |
| | ☆「障がい者雇用合同面接会」の参加企業、参加求職者(障がい者)数 | ※年1回の開催によるもの | 35社 95人 | 0社 0人 | 23社 51人 | 24社 52人 | 31社 69人 | 30社・80人 (30社・100人) |
| 5 福祉分野に関する取組 | ☆山口所の「人材確保対策コーナー」における就職件数 | 医療・介護・保育分野の就職件数 | 465件 | 412件 | 422件 | 377件 | 418件 | 418件 |
| | ☆「医療・福祉の合同就職面接会」の参加企業、参加求職者数 | ※年1回の開催によるもの ※令和6年度新規目標 | | | | | 6社 21人 | 8社・30人 |
| | ☆「保育ミニ面接会」の参加求職者数 | ※年1回の開催によるもの | 4人 | 7人 | (0回)0人 | 7人 | 6人 | 10人 (10人) |
| 6 生活保護受給者等に関する取組 | ☆山口所における生活保護受給者等就労自立促進事業の支援対象者、支援対象者のうち就職件数 | ※支援対象者は市からの送り出し人数 | 163人 126件 | 166人 116件 | 148人 112件 | 151人 110件 | 121人 92件 | 120人・82件 (120人・78件) |
| 7 企業の人材確保に関する取組 | ☆「合同就職面接会」の参加企業、参加求職者数 | ※年1回の開催によるもの ※令和6年度新規目標 | | | | | | 30社・100人 |
`;

describe('山口市 令和6年度', () => {
  const rows = TABLE.trim().split('\n').map((row) => row.slice(1, -1).split('|').map((cell) => cell.trim()));

  it('has the table cell for cell', () => {
    const printed = yamaguchi.plan.sections.flatMap(({ heading, lines }) =>
      lines.map((line, n) => [
        n === 0 ? heading : '',
        line.label,
        line.note.join(' '),
        ...line.actuals.map((cell) => cell.printed),
        line.targets.map(({ value, bracket }) => (bracket === undefined ? value.printed : `${value.printed} ${bracket.printed}`)).join(),
      ]),
    );
    expect(printed).toEqual(rows);
    expect(printed).toHaveLength(14);
    expect(printed.every((row) => row.length === 9)).toBe(true);
  });

  it('has read every number of the table, in the order in which it stands, for 19 parts', () => {
    const digits = (text: string) => [...text.replace(/\(\d回\)/u, '').matchAll(/\d+/gu)].map(Number);
    const lines = yamaguchi.plan.sections.flatMap((section) => section.lines);
    const cells = lines.flatMap(({ actuals, targets }) => [...actuals, ...targets.flatMap(({ value, bracket }) => (bracket === undefined ? [value] : [value, bracket]))]);
    expect(cells.flatMap(({ amounts }) => amounts.filter((one) => one !== null))).toEqual(rows.flatMap((row) => row.slice(3).flatMap(digits)));
    expect(lines.flatMap(({ parts }) => parts)).toHaveLength(19);
  });

  it('keeps cancelled, partly held, zero as printed and a blank apart', () => {
    const kinds = new Map(yamaguchi.plan.sections.flatMap(({ lines }) => lines.map(({ key, actuals }) => [key, actuals.map(({ kind }) => kind)] as const)));
    expect(kinds.get('2-2')).toEqual(['number', 'cancelled', 'partly_held', 'number', 'number']);
    expect(kinds.get('4-2')).toEqual(['number', 'zero_as_printed', 'number', 'number', 'number']);
    expect(kinds.get('3-2')).toEqual(['not_set', 'not_set', 'not_set', 'not_set', 'number']);
  });

  it('has every measure of the eight sections, by whom it is done', () => {
    const counts = yamaguchi.plan.sections.map(({ measures = [] }) => {
      const by = (...parties: string[]) => measures.filter((measure) => measure.by?.join() === parties.join()).length;
      return [by('city', 'bureau'), by('city'), by('bureau')];
    });
    expect(counts).toEqual([[3, 3, 3], [3, 3, 3], [2, 1, 1], [3, 2, 2], [2, 8, 1], [2, 0, 0], [1, 4, 4], [2, 1, 1]]);
    expect(measureOf(yamaguchi.plan, '1.2-1.2')).toEqual({
      key: '1.2-1.2',
      title: 'イ 採用力の向上支援',
      under: ['(2) それぞれが実施する取組', '① 市'],
      by: ['city'],
      text: [
        '大学等新卒者を正規雇用した市内の中小企業が、初任給の引上げや、奨学金返済支援等の福利厚生の実施、採用力の強化に取り組む場合に助成金を交付する。',
        'また、地元企業と若者のマッチングを促進するため、インターンシップの受入れを始めとする学生等との接点づくりや魅力発信に取り組む中小企業に対し、セミナーや個別相談等による支援を行う。',
      ],
    });
    // The sentence that the foot of a page cuts in two.
    expect(measureOf(yamaguchi.plan, '5.1.1')?.text?.[1]).toBe('また、市が作成・配布している介護職への理解促進に向けたパンフレット（介護のおしごと)について、労働局(山口所)も配布に協力する。');
  });

  it('keeps what text and table, and two texts, say differently, and the rate that is likely per mille', () => {
    const conflicts = yamaguchi.plan.sections.flatMap(({ lines }) => lines.flatMap((line) => line.conflicts ?? []));
    expect(conflicts).toContain('「新卒者を除く」は本文だけにあり、表の説明にはありません。');
    expect(conflicts).toHaveLength(7);
    const workforce = yamaguchi.plan.sections.flatMap(({ context = [] }) => context.filter(({ label, number }) => label.endsWith('生産年齢人口') && number === 109_000));
    expect(workforce.map(({ asOfPrinted }) => asOfPrinted)).toEqual(['2020 年', '2022 年']);
    expect(yamaguchi.notes.map(({ at, code }) => [at, code])).toEqual([['sections[5].context[1].unit', 'per_mille_likely']]);
  });
});

describe('熊本市 令和7年度', () => {
  it('has every measure: 129, in 17 sections, by the bureau and by the city', () => {
    const by = (party: string) => kumamoto.plan.sections.map(({ measures = [] }) => measures.filter((measure) => measure.by?.join() === party).length);
    expect(by('bureau')).toEqual([3, 1, 2, 2, 7, 2, 7, 4, 3, 4, 3, 5, 13, 6, 1, 2, 1]);
    expect(by('city')).toEqual([4, 1, 1, 6, 8, 3, 4, 1, 10, 4, 2, 1, 6, 7, 2, 1, 2]);
    expect(measuresOf(kumamoto.plan)).toHaveLength(129);
    expect(measuresOf(kumamoto.plan).every(({ responsible = [] }) => responsible.length > 0)).toBe(true);
    expect(kumamoto.notes).toEqual([]);
  });

  it('has its agreement with six articles, of 17 March 2015', () => {
    expect(kumamoto.plan.agreement.articles?.map(({ heading, text }) => [heading, text.length])).toEqual([
      ['第1条（目的）', 1],
      ['第2条（事業内容等）', 1],
      ['第3条（運営協議会の設置等）', 2],
      ['第4条（要請等）', 2],
      ['第5条（秘密保持）', 1],
      ['第6条（その他）', 2],
    ]);
    expect(kumamoto.plan.agreement.signedOn).toBe('2015-03-17');
  });

  const name = (key: string) => kumamoto.plan.responsible?.find((one) => one.key === key)?.name;

  it.each([
    ['1-1.b2', '特定求職者雇用開発助成金及び安定就業を希望する', '職業対策課'],
    ['1-1.c2', '産学連携支援として', '起業・新産業支援課'],
    ['1-1.c4', '商店街出店支援事業', '商業金融課'],
    ['1-3.c1', '立地企業も対象とした合同就職説明会', '雇用対策課', '企業立地推進課'],
    ['1-4.b2', 'ユースエール、くるみん、えるぼし認定企業の認知度', '職業安定課', '雇用環境・均等室'],
    ['1-5.b2', '新卒者の早期離職防止を図る職場適応指導', '訓練課'],
    ['1-5.b3', '「ユースエール認定企業」の普及拡大・情報発信の強化を図る', '職業安定課'],
    ['1-5.c5', '総合ビジネス専門学校において学生に対する個別キャリア面談', '総合ビジネス専門学校'],
    ['1-5.c8', '15歳から概ね45歳までの若者', 'こども支援課 勤労青少年ホーム'],
    ['1-6.b1', '概ね60歳以上の高年齢求職者に対し、就労経験やニーズ等を踏まえた支援を行い、就職促進を図る', '職業対策課'],
    ['1-6.c2', 'シルバー人材センターへ助成', '高齢福祉課'],
    ['1-7.b5', '留学生支援分', '職業対策課', '訓練課'],
    ['1-7.b6', '設置している外国人労働者相談コーナー', '監督課'],
    ['1-7.c4', '比較的廉価な家賃である市営住宅', '市営住宅課'],
    ['1-8.b4', '中高年層安定雇用支援コース', '職業対策課'],
    ['2-1.b1', '医療・福祉、建設、警備、運輸分野に係る求職者', '職業安定課', '職業対策課'],
    ['2-1.c10', '大型2種免許保有の本市職員', '交通企画課'],
    ['2-2.c2', '受講料補助を行う', '雇用対策課'],
    ['3-1.c1', 'ワーク・ライフ・バランスの推進に関する出前講座', '男女共同参画課'],
    ['3-2.b7', '保健指導又は健康診査に基づく指導事項', '雇用環境・均等室'],
    ['4-1.c2', '就労系サービス事業所の指定', '障がいサービス課', '各区福祉課'],
    ['4-2.b1', '中央区役所、東区役所に市と局が一体的に支援を行う窓口', '訓練課'],
    [
      '4-2.c1',
      '（ハローワークサテライト）に係る一体的実施事業',
      '雇用対策課',
      '保護管理援護課',
      '中央区保護課',
      '中央区福祉課',
      '中央区保健こども課',
      '東区保護課',
      '東区福祉課',
      '東区保健こども課',
    ],
    ['4-3.b2', '治療と仕事の両立支援のためのガイドライン', '健康安全課'],
    ['4-4.b1', '協力雇用主の方への各種支援制度を周知する', '職業対策課'],
    ['4-4.c1', '第二次再犯防止計画', '生活安全課'],
  ])('says of %s what it is (%s) and who does it', (key, words, ...names) => {
    const measure = measureOf(kumamoto.plan, key);
    expect(measure?.title).toContain(words);
    expect(measure?.responsible?.map((one) => name(one.key))).toEqual(names);
  });

  it('has the three frequencies that are printed', () => {
    expect(measuresOf(kumamoto.plan).flatMap(({ key, frequency }) => (frequency === undefined ? [] : [[key, frequency]]))).toEqual([
      ['1-5.c8', '月2回'],
      ['2-3.b2', '月1回のペース'],
      ['3-2.c3', '4月を除く月1回'],
    ]);
  });

  it('keeps 担当 as printed, a wrong letter, and a measure that stands twice', () => {
    expect(measureOf(kumamoto.plan, '4-2.c1')?.responsiblePrinted).toBe('（雇用対策課、保護管理援護課、中央区保護課・福祉課・保健こども課、東区保護課・福祉課・保健こども課）');
    expect(measureOf(kumamoto.plan, '1-5.b2')?.responsiblePrinted).toBe('（訓練課）。');
    expect(measureOf(kumamoto.plan, '2-1.c5')?.title).toContain('要請研修');
    expect(measureOf(kumamoto.plan, '3-1.b2')?.title).toBe(measureOf(kumamoto.plan, '3-2.b8')?.title);
  });
});
