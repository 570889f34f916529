import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PLAN_FILE_FORMAT, type PlanFile, type PlanFileLine, type PlanFilePart, planFileSchema } from './plan-file';
import { printPlanFile, readPlanFile } from './read-plan-file';

type Cell = PlanFileLine['actuals'][number];

const cell = (text: string, ...amounts: (number | null)[]): Cell => ({ printed: text, kind: 'number', amounts });
const part = (key: string, more: Partial<PlanFilePart> = {}): PlanFilePart => ({ key, label: '就職', unit: '件', basis: '件', ...more });

function line(key: string, actual: number, more: Partial<PlanFileLine> = {}): PlanFileLine {
  return {
    key,
    label: '就職',
    note: [],
    parts: [part('a')],
    actuals: [cell(`${actual}件`, actual)],
    targets: [{ fiscalYear: 2024, form: 'number', value: cell('10件', 10) }],
    ...more,
  };
}

function plan(lines: readonly PlanFileLine[], more: Partial<PlanFile> = {}): PlanFile {
  return {
    format: PLAN_FILE_FORMAT,
    agreement: { name: '県雇用対策協定', parties: [{ key: 'pref', name: '県', kind: 'prefecture' }] },
    title: '事業計画',
    fiscalYears: [2024],
    actualColumns: [{ fiscalYear: 2023, heading: '令和5年度' }],
    sections: [{ key: '1', heading: '1 若者', lines }],
    footnotes: [],
    ...more,
  };
}

function faultsOf(value: unknown): (readonly [string, string])[] {
  const reading = readPlanFile(typeof value === 'string' ? value : JSON.stringify(value));
  return 'faults' in reading ? reading.faults.map(({ at, code }) => [at, code] as const) : [];
}

function notesOf(value: PlanFile): (readonly [string, string])[] {
  const reading = readPlanFile(JSON.stringify(value));
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.notes.map(({ at, code }) => [at, code] as const);
}

describe('a plan file is refused', () => {
  it('when it is no JSON, with one sentence', () => {
    expect(faultsOf('{"format":')).toEqual([['(ファイル全体)', 'not_json']]);
    expect(faultsOf('[]')).toEqual([['(ファイル全体)', 'object_expected']]);
  });

  it('with every fault of its shape at once, each in its place', () => {
    const { title: _title, ...untitled } = plan([line('1-1', 5, { label: ' ' })], { fiscalYears: [1999] });
    const value = { ...untitled, colour: 'red', agreement: { name: '協定', parties: [] } };
    expect(faultsOf(value)).toEqual([
      ['colour', 'unknown_item'],
      ['agreement.parties', 'list_too_short'],
      ['title', 'item_missing'],
      ['fiscalYears[0]', 'number_expected'],
      ['sections[0].lines[0].label', 'text_missing'],
    ]);
  });

  it.each([
    ['a number in quotes', '"10"', 'number_expected'],
    ['a negative number', '-1', 'number_expected'],
    ['a number without an end', '1e999', 'number_expected'],
  ])('for %s', (_what, amount, code) => {
    const text = printPlanFile(plan([line('1-1', 5)])).replace(/("printed": "10件",\s+"kind": "number",\s+"amounts": \[\s+)10/u, `$1${amount}`);
    expect(faultsOf(text)).toEqual([['sections[0].lines[0].targets[0].value.amounts[0]', code]]);
  });

  it('for a day that no calendar has, and for a character that cannot be stored', () => {
    const agreement = { ...plan([]).agreement, signedOn: '2023-02-29' };
    expect(faultsOf(plan([], { agreement, footnotes: ['注\u0000'] }))).toEqual([
      ['agreement.signedOn', 'no_such_day'],
      ['footnotes[0]', 'unseen_character'],
    ]);
  });

  it.each<[string, Partial<PlanFile>, string]>([
    ['a party', { sections: [{ key: '1', heading: '1', lines: [], measures: [{ key: 'm', title: '取組', by: ['city'] }] }] }, 'sections[0].measures[0].by[0]'],
    ['a 担当', { sections: [{ key: '1', heading: '1', lines: [], measures: [{ key: 'm', title: '取組', responsible: [{ key: 'x' }] }] }] }, 'sections[0].measures[0].responsible[0].key'],
    ['the party of a 担当', { responsible: [{ key: 'x', name: '課', party: 'city' }] }, 'responsible[0].party'],
    ['a member of a group', { responsible: [{ key: 'all', name: '全機関', members: ['x'] }] }, 'responsible[0].members[0]'],
    ['a measure', plan([line('1-1', 5, { measure: 'm' })]), 'sections[0].lines[0].measure'],
    ['a listed line', plan([line('1-1', 5, { relisted: '9-9' })]), 'sections[0].lines[0].relisted'],
    ['a whole', plan([line('1-1', 5, { parts: [part('a', { inside: '9-9/a' })] })]), 'sections[0].lines[0].parts[0].inside'],
    ['a part of a line that is there', plan([line('1-1', 5, { parts: [part('a', { sumOf: ['1-1/b'] })] })]), 'sections[0].lines[0].parts[0].sumOf[0]'],
    [
      'the target of another',
      plan([line('1-1', 5, { targets: [{ fiscalYear: 2024, form: 'pointer', value: cell('2(1)アの内数', null), pointsTo: '2-1/a' }] })]),
      'sections[0].lines[0].targets[0].pointsTo',
    ],
  ])('when it points nowhere: %s', (_what, more, at) => {
    expect(faultsOf({ ...plan([]), ...more })).toEqual([[at, 'points_nowhere']]);
  });

  it('for a circle, at each pointer that lies on it and at no other', () => {
    const [first, second, third] = (['b/x', 'a/x', 'a/x'] as const).map((inside) => [part('x', { inside })]);
    expect(faultsOf(plan([line('a', 1, { parts: first }), line('b', 1, { parts: second }), line('c', 1, { parts: third })]))).toEqual([
      ['sections[0].lines[0].parts[0].inside', 'points_in_a_circle'],
      ['sections[0].lines[1].parts[0].inside', 'points_in_a_circle'],
    ]);
    expect(faultsOf(plan([line('a', 1, { relisted: 'a' })]))).toEqual([['sections[0].lines[0].relisted', 'points_in_a_circle']]);
  });

  it('but not for a part that is in a total\'s sum and 内数 of that total, nor for one that points there too', () => {
    const total = line('t', 5, { parts: [part('a', { sumOf: ['p/a'] })] });
    const inside = line('p', 5, { parts: [part('a', { inside: 't/a' })], targets: [{ fiscalYear: 2024, form: 'pointer', value: cell('tの内数', 10), pointsTo: 't/a' }] });
    expect(faultsOf(plan([total, inside]))).toEqual([]);
  });

  it('for a sum of mixed units, a key that is there twice, and cells without a place', () => {
    const people = line('p', 5, { parts: [part('a', { unit: '人' })] });
    const sum = line('t', 5, { parts: [part('a', { sumOf: ['p/a', 'q/a'] })] });
    expect(faultsOf(plan([people, line('q', 5), sum]))).toEqual([['sections[0].lines[2].parts[0].sumOf[0]', 'units_mixed']]);
    expect(faultsOf(plan([line('p', 5), line('p', 5)]))).toEqual([['sections[0].lines[1].key', 'key_twice']]);
    expect(faultsOf(plan([line('p', 5, { actuals: [cell('5件・6件', 5, 6), cell('5件', 5)] })]))).toEqual([
      ['sections[0].lines[0].actuals', 'columns_differ'],
      ['sections[0].lines[0].actuals[0].amounts', 'parts_differ'],
    ]);
  });
});

describe('a plan file is kept as printed, with a note', () => {
  it('where the printed sum is another, and not where the parts make it or a re-listed line would count twice', () => {
    const total = (actual: number): PlanFileLine =>
      line('t', actual, { parts: [part('a', { sumOf: ['p/a', 'q/a', 'r/a'] })], targets: [] });
    const lines = [line('p', 5), line('q', 7), line('r', 7, { relisted: 'q' })];
    expect(notesOf(plan([total(12), ...lines]))).toEqual([]);
    expect(notesOf(plan([total(19), ...lines]))).toEqual([['sections[0].lines[0].parts[0].sumOf', 'sum_differs']]);
  });

  it('where a part is above what it is inside of', () => {
    const inside = line('p', 6, { parts: [part('a', { inside: 't/a' })] });
    expect(notesOf(plan([line('t', 5), inside]))).toEqual([['sections[0].lines[1].parts[0].inside', 'subset_above']]);
    expect(notesOf(plan([line('t', 6), inside]))).toEqual([]);
  });

  it('where 「うち」 stands at a part that is counted beside', () => {
    const beside = line('p', 6, { parts: [part('a', { beside: 't/a', printed: 'うち' })] });
    expect(notesOf(plan([line('t', 5), beside]))).toEqual([['sections[0].lines[1].parts[0].printed', 'inside_word_beside']]);
  });

  it.each(['7, 300件', '７３００件'])('where digits are printed as %p', (text) => {
    const odd = line('p', 5, { actuals: [cell(text, 7300)] });
    expect(notesOf(plan([odd]))).toEqual([['sections[0].lines[0].actuals[0].printed', 'unusual_digits']]);
  });

  it('where the unit is unlike the label, a heading or an empty line is printed twice, a window has no start', () => {
    const odd = line('p', 5, { label: '就職件数', note: [''], parts: [part('a', { unit: '人' })], window: { kind: 'years', count: 2, printed: '2年間で' } });
    const section = { key: '2', heading: '1 若者', lines: [] };
    const whole = plan([odd]);
    expect(notesOf({ ...whole, sections: [...whole.sections, section] })).toEqual([
      ['sections[1].heading', 'heading_twice'],
      ['sections[0].lines[0].parts[0].unit', 'unit_unlike_label'],
      ['sections[0].lines[0].note', 'empty_words'],
      ['sections[0].lines[0].window', 'window_without_start'],
    ]);
  });

  it('where a rate of 保護 is printed as %, in the plan and in a section', () => {
    const context = [{ label: '保護率', printed: '7.62%', number: 7.62, unit: '%' }, { label: '保護率', printed: '7.62‰', number: 7.62, unit: '‰' }];
    const one = plan([]);
    expect(notesOf({ ...one, context, sections: one.sections.map((section) => ({ ...section, context })) })).toEqual([
      ['context[0].unit', 'per_mille_likely'],
      ['sections[0].context[0].unit', 'per_mille_likely'],
    ]);
  });

  it('but not where two parts of the plan have each a heading of the same words', () => {
    const section = (key: string, ...under: string[]) => ({ key, under, heading: '(1) 支援', lines: [] });
    expect(notesOf({ ...plan([]), sections: [section('1', '1 若者'), section('2', '2 女性')] })).toEqual([]);
    expect(notesOf({ ...plan([]), sections: [section('1', '1 若者'), section('2', '1 若者')] })).toEqual([['sections[1].heading', 'heading_twice']]);
  });
});

describe('a plan file comes back byte for byte', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(one) && (one === '' || one.trim() !== ''));
  const figure = fc.oneof(fc.nat(99_999), fc.double({ min: 0, max: 100, noNaN: true }).map((one) => one + 0), fc.constant(null));
  const anyCell = fc.record({ printed: text, kind: fc.constantFrom('number' as const, 'words' as const), amounts: fc.tuple(figure) });
  const anyLine = fc.record(
    {
      label: text.map((one) => `行${one}`),
      note: fc.array(text, { maxLength: 3 }),
      parts: fc.tuple(fc.record({ key: fc.constant('a'), label: fc.constant('就職'), unit: fc.constantFrom('人' as const, '‰' as const), basis: fc.constant('件' as const) })),
      actuals: fc.tuple(anyCell),
      targets: fc.array(fc.record({ fiscalYear: fc.constant(2024), form: fc.constantFrom('number' as const, 'sentence' as const), value: anyCell, bracket: anyCell }, { requiredKeys: ['fiscalYear', 'form', 'value'] })),
      window: fc.constant({ kind: 'years' as const, count: 2 }),
      conflicts: fc.constant(['本文と違います。']),
    },
    { requiredKeys: ['label', 'note', 'parts', 'actuals', 'targets'] },
  );
  const anyPlan = fc.array(anyLine, { maxLength: 4 }).map((lines) => plan(lines.map((one, n) => ({ ...one, key: `1-${n}` }))));

  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)).map(([name, each]) => [name, shuffled(each)]));
  };

  it('from any order of keys, which is how the database keeps them', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        const canonical = printPlanFile(one);
        for (const stored of [canonical, `\uFEFF${canonical}`, JSON.stringify(shuffled(one))]) {
          const reading = readPlanFile(stored);
          expect('faults' in reading ? reading.faults : printPlanFile(reading.plan)).toBe(canonical);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('in the format that is published', () => {
    const published = readFileSync(join(__dirname, '../../../plan-file.schema.json'), 'utf8');
    expect(published).toBe(`${JSON.stringify(planFileSchema(), null, 2)}\n`);
  });
});
