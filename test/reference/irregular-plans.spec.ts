import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanFile, printPlanFile, readPlanFile } from '@madoguchi/agreements';

// Ten invented plans, each with at least two of the things that make real ones irregular. Towns and figures are made up.
const FOLDER = join(__dirname, 'irregular-plans');

const linesOf = (plan: PlanFile) => plan.sections.flatMap(({ lines }) => lines);
const partsOf = (plan: PlanFile) => linesOf(plan).flatMap(({ parts }) => parts);
const targetsOf = (plan: PlanFile) => linesOf(plan).flatMap(({ targets }) => targets);

/** What makes a plan irregular, and how its file shows it. */
const IRREGULAR = {
  'a prefecture without a city': ({ agreement }) => agreement.parties.some(({ kind }) => kind === 'prefecture') && agreement.parties.every(({ kind }) => kind !== 'city'),
  'three fiscal years': ({ fiscalYears }) => fiscalYears.length === 3,
  'a window of two years': (plan) => linesOf(plan).some(({ window, targets }) => window?.kind === 'years' && window.count === 2 && targets.length > 0),
  'a pointer as target': (plan) => targetsOf(plan).some(({ form, pointsTo }) => form === 'pointer' && pointsTo !== undefined),
  're-listed with the only target': (plan) =>
    linesOf(plan).some(({ relisted, targets }) => {
      const original = linesOf(plan).find(({ key }) => key === relisted);
      return original?.targets.every(({ form, value }) => form === 'none' && value.kind === 'dash') === true && targets.some(({ form }) => form === 'number');
    }),
  'a bracket with last year\'s actual': (plan) => plan.bracketMeans === 'last_actual' && targetsOf(plan).some(({ bracket }) => bracket !== undefined),
  'a part over two desks': (plan) => partsOf(plan).some(({ desks = [] }) => desks.length === 2),
  'last year\'s actual or more, in words': (plan) => targetsOf(plan).some(({ form, comparator, value }) => form === 'last_actual_or_more' && comparator === '以上' && value.printed.includes('前年度実績')),
  'per mille': (plan) => partsOf(plan).some(({ unit }) => unit === '‰'),
  'a stock over five years': (plan) => linesOf(plan).some(({ window }) => window?.kind === 'stock' && window.count === 5),
  'a group word that differs by row': (plan) => {
    const uses = plan.sections.flatMap(({ measures = [] }) => measures).flatMap(({ responsible = [] }) => responsible);
    return uses.some(({ key, means }) => means === undefined && uses.some((other) => other.key === key && other.means !== undefined));
  },
  'a text that contradicts the table': (plan) => linesOf(plan).some(({ text = [], conflicts = [] }) => text.length > 0 && conflicts.length > 0),
} as const satisfies Record<string, (plan: PlanFile) => boolean>;

type Irregularity = keyof typeof IRREGULAR;

const PLANS: readonly (readonly [string, readonly Irregularity[], readonly (readonly [string, string])[]])[] = [
  ['prefecture-three-years', ['a prefecture without a city', 'three fiscal years'], [['sections[0].lines[0].actuals[0].printed', 'unusual_digits']]],
  [
    'two-years-pointer',
    ['a window of two years', 'a pointer as target'],
    [['sections[0].lines[0].window', 'window_without_start'], ['sections[0].lines[0].actuals[1].printed', 'unusual_digits']],
  ],
  ['relisted-groups', ['re-listed with the only target', 'a group word that differs by row'], [['sections[1].lines[0].note', 'empty_words']]],
  [
    'bracket-actual-at-least',
    ['a bracket with last year\'s actual', 'last year\'s actual or more, in words'],
    [['sections[0].lines[1].parts[0].unit', 'unit_unlike_label'], ['sections[0].lines[1].targets[0].bracket', 'bracket_differs']],
  ],
  ['two-desks-per-mille', ['a part over two desks', 'per mille'], [['context[0].unit', 'per_mille_likely'], ['sections[0].lines[0].parts[0].sumOf', 'sum_differs']]],
  ['stock-contradiction', ['a stock over five years', 'a text that contradicts the table'], []],
  ['cities-three-years-groups', ['three fiscal years', 'a group word that differs by row'], [['sections[1].heading', 'heading_twice']]],
  ['two-years-bracket-actual', ['a window of two years', 'a bracket with last year\'s actual'], []],
  [
    'pointer-two-desks',
    ['a pointer as target', 'a part over two desks'],
    [['sections[0].lines[0].parts[1].printed', 'inside_word_beside'], ['sections[0].lines[1].parts[0].inside', 'subset_above']],
  ],
  ['relisted-stock', ['re-listed with the only target', 'a stock over five years'], [['sections[1].lines[0].window', 'window_without_start']]],
];

describe.each(PLANS)('the invented plan %s', (name, irregularities, notes) => {
  const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
  const reading = readPlanFile(text);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));

  it('comes back byte for byte', () => {
    expect(printPlanFile(reading.plan)).toBe(text);
  });

  it.each(irregularities)('has %s', (irregularity) => {
    expect(IRREGULAR[irregularity](reading.plan)).toBe(true);
  });

  it('is kept as printed, with these notes and no other', () => {
    expect(reading.notes.map(({ at, code }) => [at, code])).toEqual(notes);
  });
});

describe('the ten invented plans', () => {
  it('are all tried, and between them have each thing that is irregular', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(PLANS.map(([name]) => `${name}.json`).sort());
    expect(new Set(PLANS.flatMap(([, irregularities]) => irregularities))).toEqual(new Set(Object.keys(IRREGULAR)));
  });
});
