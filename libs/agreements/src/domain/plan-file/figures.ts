import type { PlanFile, PlanFileCell, PlanFileLine, PlanFilePart } from './plan-file';
import type { PlanFileFault } from './shape';

/** What is stored as printed, because real plans are so, and told to who imports it. */
export interface PlanFileNote {
  readonly at: string;
  readonly code: string;
  readonly message: string;
}

interface PlacedPart {
  readonly part: PlanFilePart;
  readonly line: PlanFileLine;
  readonly at: string;
  /** By column: 「2024年度の目標」. */
  readonly amounts: ReadonlyMap<string, number | null>;
}

/** A cell without a place for each part or each column, and a sum over several units, mean nothing. */
export function figureFaults(file: PlanFile): PlanFileFault[] {
  const faults: PlanFileFault[] = [];
  const parts = placed(file);
  for (const { line, at } of lines(file)) {
    if (line.actuals.length !== file.actualColumns.length) {
      faults.push({ at: `${at}.actuals`, code: 'columns_differ', message: `実績の列は${file.actualColumns.length}つです。値を同じ数だけ並べ、空欄は「not_set」にしてください。` });
    }
    for (const [cell, where] of cells(line, at)) {
      if (cell.amounts.length !== line.parts.length) {
        faults.push({ at: `${where}.amounts`, code: 'parts_differ', message: `内訳は${line.parts.length}つです。数を同じ数だけ並べ、ない数は null にしてください。` });
      }
    }
    for (const [n, target] of line.targets.entries()) {
      if (!file.fiscalYears.includes(target.fiscalYear)) {
        faults.push({ at: `${at}.targets[${n}].fiscalYear`, code: 'year_outside', message: '計画の年度ではありません。計画の年度を足すか、年度を直してください。' });
      }
    }
  }
  for (const { part, at } of parts.values()) {
    for (const [n, other] of (part.sumOf ?? []).entries()) {
      const unit = parts.get(other)?.part.unit;
      if (unit !== undefined && unit !== part.unit) {
        faults.push({ at: `${at}.sumOf[${n}]`, code: 'units_mixed', message: `単位が「${part.unit}」と「${unit}」で違うので足せません。単位を確かめるか、合計から外してください。` });
      }
    }
  }
  return faults;
}

export function figureNotes(file: PlanFile): PlanFileNote[] {
  const parts = placed(file);
  return [
    ...headingNotes(file),
    ...contextNotes(file),
    ...lines(file).flatMap(({ line, at }) => [...wordNotes(line, at), ...cells(line, at).flatMap(([cell, where]) => numberNotes(cell.printed, where))]),
    ...[...parts.values()].flatMap((one) => relationNotes(one, parts)),
    ...(file.bracketMeans === 'last_actual' ? bracketNotes(file) : []),
  ];
}

function relationNotes({ part, at, amounts: columns }: PlacedPart, parts: ReadonlyMap<string, PlacedPart>): PlanFileNote[] {
  const notes: PlanFileNote[] = [];
  if (part.beside !== undefined && part.printed?.includes('うち') === true) {
    notes.push({ at: `${at}.printed`, code: 'inside_word_beside', message: '「うち」と印字されていますが、外数として扱います。' });
  }
  const whole = part.inside === undefined ? undefined : parts.get(part.inside);
  for (const [column, amount] of columns) {
    const total = whole?.amounts.get(column) ?? null;
    if (amount !== null && total !== null && amount > total) {
      notes.push({ at: `${at}.inside`, code: 'subset_above', message: `${column}: 内数の${amount}が全体の${total}より多く印字されています。` });
    }
  }
  // A re-listed line never enters a sum twice; neither does the one part that is named twice.
  const adds = [...new Set(part.sumOf ?? [])].flatMap((other) => parts.get(other) ?? []).filter(({ line }) => line.relisted === undefined);
  if (adds.length === 0) return notes;
  for (const [column, amount] of columns) {
    const known = adds.map(({ amounts }) => amounts.get(column) ?? null).filter((each) => each !== null);
    if (amount === null || known.length < adds.length) continue;
    const sum = known.reduce((so, each) => so + each, 0);
    if (Math.abs(sum - amount) > 1e-9) {
      notes.push({ at: `${at}.sumOf`, code: 'sum_differs', message: `${column}: 印字された合計は${amount}、内訳を足すと${Number(sum.toFixed(6))}です。` });
    }
  }
  return notes;
}

/** A bracket that holds last year's actual stands in the column of actuals too, and may say another number there. */
function bracketNotes(file: PlanFile): PlanFileNote[] {
  return lines(file).flatMap(({ line, at }) =>
    line.targets.flatMap(({ fiscalYear, bracket }, n) => {
      const actual = line.actuals[file.actualColumns.findIndex((column) => column.fiscalYear === fiscalYear - 1)];
      const differs = bracket?.amounts.some((amount, part) => amount !== null && amount !== (actual?.amounts[part] ?? amount)) ?? false;
      if (!differs || !bracket || !actual) return [];
      return [{ at: `${at}.targets[${n}].bracket`, code: 'bracket_differs', message: `括弧は前年度の実績「${bracket.printed}」ですが、実績の列は「${actual.printed}」です。` }];
    }),
  );
}

/** What the words of a label say the unit is. */
const UNIT_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/件数/u, ['件']],
  [/人数|者数|者\)数/u, ['人']],
  [/企業数|社数/u, ['社']],
  [/回数/u, ['回']],
  [/率$/u, ['%', '‰']],
];

function wordNotes(line: PlanFileLine, at: string): PlanFileNote[] {
  const notes: PlanFileNote[] = [];
  for (const [n, { label, unit }] of line.parts.entries()) {
    // A line of one part may have its unit in its own label; of several, each part's label speaks for itself.
    const words = line.parts.length === 1 ? `${line.label} ${label}` : label;
    const said = UNIT_WORDS.filter(([word]) => word.test(words)).flatMap(([, units]) => units);
    if (said.length > 0 && !said.includes(unit)) {
      notes.push({ at: `${at}.parts[${n}].unit`, code: 'unit_unlike_label', message: `項目の言葉からは「${said.join('」か「')}」ですが、単位は「${unit}」と印字されています。` });
    }
  }
  if (line.note.includes('')) notes.push({ at: `${at}.note`, code: 'empty_words', message: '説明に空の行があります。' });
  if (line.window && line.window.kind !== 'not_stated' && line.window.from === undefined) {
    notes.push({ at: `${at}.window`, code: 'window_without_start', message: '期間の始まりが書かれていません。「記載なし」として扱います。' });
  }
  return notes;
}

function numberNotes(text: string, at: string): PlanFileNote[] {
  if (!/[０-９]|\d,\s+\d/u.test(text)) return [];
  return [{ at: `${at}.printed`, code: 'unusual_digits', message: `「${text}」は全角数字か、数字の中に空白があります。印字のまま残します。` }];
}

function headingNotes(file: PlanFile): PlanFileNote[] {
  return file.sections.flatMap(({ heading, under }, n) =>
    file.sections.findIndex((other) => other.heading === heading && String(other.under) === String(under)) === n
      ? []
      : [{ at: `sections[${n}].heading`, code: 'heading_twice', message: `見出し「${heading}」が2回あります。印字のまま残します。` }],
  );
}

/** A rate of people on 保護 is counted per mille; 「7.62%」 for 1,465 people of a city is one that is not a per cent. */
function contextNotes(file: PlanFile): PlanFileNote[] {
  const all = [[file.context, ''] as const, ...file.sections.map(({ context }, n) => [context, `sections[${n}].`] as const)];
  return all.flatMap(([context = [], before]) =>
    context.flatMap(({ label, unit }, n) =>
      label.includes('保護率') && unit === '%'
        ? [{ at: `${before}context[${n}].unit`, code: 'per_mille_likely', message: '保護率の単位が「%」と印字されています。千人あたり（‰）の数かもしれません。印字のまま残します。' }]
        : [],
    ),
  );
}

function lines(file: PlanFile): { readonly line: PlanFileLine; readonly at: string }[] {
  return file.sections.flatMap((section, s) => section.lines.map((line, l) => ({ line, at: `sections[${s}].lines[${l}]` })));
}

function cells(line: PlanFileLine, at: string): (readonly [PlanFileCell, string])[] {
  return [
    ...line.actuals.map((cell, n) => [cell, `${at}.actuals[${n}]`] as const),
    ...line.targets.flatMap(({ value, bracket }, n) => [
      [value, `${at}.targets[${n}].value`] as const,
      ...(bracket === undefined ? [] : [[bracket, `${at}.targets[${n}].bracket`] as const]),
    ]),
  ];
}

function placed(file: PlanFile): Map<string, PlacedPart> {
  return new Map(
    lines(file).flatMap(({ line, at }) =>
      line.parts.map((part, n) => {
        const amounts = new Map([
          ...line.actuals.map((cell, column) => [`${file.actualColumns[column]?.fiscalYear ?? ''}年度の実績`, cell.amounts[n] ?? null] as const),
          ...line.targets.map(({ fiscalYear, value }) => [`${fiscalYear}年度の目標`, value.amounts[n] ?? null] as const),
        ]);
        return [`${line.key}/${part.key}`, { part, line, at: `${at}.parts[${n}]`, amounts }] as const;
      }),
    ),
  );
}
