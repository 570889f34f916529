import { day, key, list, named, number, object, type Of, oneOf, optional, orNull, printed, type Shape, whole } from './shape';

/** The format's name and version; a change that older programs cannot read raises it. */
export const PLAN_FILE_FORMAT = 'madoguchi-plan-1';

const year = (description: string): Shape<number> => whole(description, 2000, 2100);

const PARTY = object('A party of the agreement.', {
  key: key('What the file points to it with.'),
  name: named('Name as printed.'),
  kind: oneOf('Kind of party.', ['city', 'prefecture', 'labour_bureau', 'npo', 'other']),
});

const AGREEMENT = object('The agreement (協定) that the plan belongs to.', {
  name: named('Name as printed.'),
  parties: list(PARTY, 1),
  signedOn: optional(day('Day of signing.')),
  preamble: optional(list(printed('A paragraph before the articles.'))),
  articles: optional(list(object('An article (条).', { heading: named('Heading.'), text: list(printed('A paragraph (項) as printed.'), 1) }))),
  closing: optional(list(printed('A paragraph after the articles: 附則, day and signatories.'))),
});

const RESPONSIBLE = object('担当: a section, an organisation, or a group of them.', {
  key: key('What the file points to it with.'),
  name: named('Name as printed.'),
  party: optional(key('Key of the party that it belongs to.')),
  members: optional(list(key('Key of another 担当: this one is a group, 「全機関・全団体」.'))),
});

const MEASURE = object('取組 (a measure), or one party\'s block of it.', {
  key: key('Unique among the measures.'),
  title: named('Title as printed; the sentence itself where it has none.'),
  under: optional(list(named('A heading between the section and the measure, outermost first: 「(2) それぞれが実施する取組」, 「① 市」.'))),
  by: optional(list(key('Key of a party; several: 連携して.'))),
  text: optional(list(printed('A paragraph as printed.'))),
  responsible: optional(
    list(
      object('One 担当.', {
        key: key('Key of the 担当.'),
        means: optional(list(key('Whom a group word stands for in this row, where it differs.'))),
      }),
    ),
  ),
  responsiblePrinted: optional(named('担当 as printed, brackets included: 「（職業安定課・職業対策課）」.')),
  years: optional(list(year('A fiscal year with an arrow.'))),
  frequency: optional(named('How often, in words: 「月1回、4月を除く」.')),
  isNew: optional(oneOf('新規.', ['新規'])),
  relisted: optional(key('再掲: key of the measure that is listed again; the title may differ.')),
});

const WINDOW = object('期間: what time a figure covers, where that is not one fiscal year.', {
  kind: oneOf('Kind of window.', ['years', 'since_opening', 'first_months', 'stock', 'same_period', 'not_stated']),
  from: optional(day('First day, where the document says it.')),
  until: optional(day('Last day, where the document says it.')),
  count: optional(whole('Number of years or months.', 1, 100)),
  printed: optional(printed('The words as printed.')),
});

const REFERENCE = 'Line and part, as `6-1/placed`.';

export const BASES = ['実人数', '延べ', '件', 'unknown'] as const;
export const UNITS = ['人', '件', '社', '回', '%', '‰', '倍', 'か所', '世帯'] as const;

const PART = object('One count of a line.', {
  key: key('Unique in the line.'),
  label: named('Label.'),
  unit: oneOf('Unit as printed.', UNITS),
  basis: oneOf('What is counted.', BASES),
  printed: optional(printed('Literal words before the part: 「うち」. They do not decide the relation.')),
  inside: optional(reference('内数: the part that this one is inside of.')),
  beside: optional(reference('外数: the part that this one is counted beside.')),
  sumOf: optional(list(reference('One of the parts that add up to this one.'), 1)),
  desks: optional(list(named('A counter or an area that the count spans, as printed: their sum, or with `in_each` each of them.'), 1)),
});

const CELL = object('A figure as printed, and what was read from it.', {
  printed: printed('The text of the cell; empty where the cell is blank.'),
  kind: oneOf('What kind of figure or blank it is.', ['number', 'not_set', 'cancelled', 'partly_held', 'zero_as_printed', 'dash', 'not_reported', 'words']),
  amounts: list(orNull(number('The number.'))),
});

const TARGET = object('目標値.', {
  fiscalYear: year('For which fiscal year.'),
  form: oneOf('How the target is expressed.', [
    'number',
    'last_actual_or_more',
    'keep_last_target',
    'set_elsewhere',
    'pointer',
    'milestone',
    'in_each',
    'coverage',
    'sentence',
    'none',
  ]),
  value: CELL,
  bracket: optional(CELL),
  comparator: optional(oneOf('Printed comparator.', ['以上', '以下'])),
  pointsTo: optional(reference('「2(1)アの内数」: the part that it points to.')),
});

const LINE = object('A target line (目標の行).', {
  key: key('Stable over the years, unique in the plan.'),
  label: named('項目 as printed.'),
  note: list(printed('説明, one entry a printed line.')),
  parts: list(PART, 1),
  actuals: list(CELL),
  targets: list(TARGET),
  window: optional(WINDOW),
  measure: optional(key('Key of the measure that it belongs to.')),
  relisted: optional(key('再掲: key of the line that is listed again; it never enters a sum twice.')),
  text: optional(list(printed('How the section\'s own text words the same target.'))),
  conflicts: optional(list(named('What differs between text and table, in plain words.'))),
});

const CONTEXT = object('A context figure that the plan quotes: 有効求人倍率.', {
  label: named('What it is.'),
  printed: named('The figure as printed.'),
  number: optional(number('The number.')),
  unit: optional(named('Unit.')),
  asOf: optional(day('As-of date.')),
  asOfPrinted: optional(printed('The date as printed: 「令和6年1月」, also where another text of the plan says another.')),
});

const SECTION = object('A section (柱).', {
  key: key('Unique among the sections.'),
  under: optional(list(named('A heading of the plan above the section, outermost first: 「1 雇用創出及び就業支援」.'))),
  heading: named('Heading in the table; of the text where the table has no row of it.'),
  textHeading: optional(named('Heading above the text, where it differs.')),
  text: optional(list(printed('A paragraph as printed.'))),
  context: optional(list(CONTEXT)),
  measures: optional(list(MEASURE)),
  targetsHeading: optional(named('Heading above the targets in the text: 「(3) 目標」.')),
  lines: list(LINE),
  footnotes: optional(list(printed('A note at the foot of the section\'s text.'))),
});

const TEXT = object('A text that stands before the sections.', {
  heading: named('Heading as printed.'),
  text: list(printed('A paragraph or an entry of a list, as printed.')),
});

export const PLAN_FILE = object('A published annual plan (事業計画) as data, exactly as printed.', {
  format: oneOf('Name and version of the format.', [PLAN_FILE_FORMAT]),
  source: optional(named('The document that the file was made from, and who published it.')),
  agreement: AGREEMENT,
  title: named('Title without the year.'),
  tableTitle: optional(named('Heading of the table without the year.')),
  fiscalYears: list(year('Fiscal year (April to March) by its first calendar year.'), 1),
  bracketMeans: optional(oneOf('What brackets beside a target hold.', ['last_target', 'last_actual', 'share', 'not_stated'])),
  headings: optional(
    object('Headings of the table.', {
      section: printed('連携項目.'),
      target: printed('目標.'),
      item: printed('項目.'),
      note: printed('説明.'),
      actuals: printed('実績.'),
      targetValue: list(printed('目標値, one entry a printed line.')),
    }),
  ),
  actualColumns: list(object('A column of actuals, oldest first.', { fiscalYear: year('Fiscal year.'), heading: printed('As printed: 「平成31年度(令和元年度)」.') })),
  responsible: optional(list(RESPONSIBLE)),
  texts: optional(list(TEXT)),
  context: optional(list(CONTEXT)),
  sections: list(SECTION, 1),
  footnotes: list(printed('注, as printed.')),
  conflicts: optional(list(named('What the document says twice in different ways.'))),
});

export type PlanFile = Of<typeof PLAN_FILE>;
export type PlanFileLine = Of<typeof LINE>;
export type PlanFilePart = Of<typeof PART>;
export type PlanFileCell = Of<typeof CELL>;
export type PlanFileSection = Of<typeof SECTION>;
export type PlanFileMeasure = Of<typeof MEASURE>;

function reference(description: string): Shape<string> {
  return named(`${description} ${REFERENCE}`);
}

/** The JSON schema (2020-12) that is published as `plan-file.schema.json`. */
export function planFileSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: PLAN_FILE_FORMAT, ...PLAN_FILE.schema };
}
