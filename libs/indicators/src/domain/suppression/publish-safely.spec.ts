import fc from 'fast-check';
import { publishSafely } from './publish-safely';
import { ALL, type Cell, DEFAULT_RULE, isSmall, leastOf, type PublishedTable, type Rule, type Sum, type Table, tableOf } from './tables';

/**
 * Who reads every table that ever went out and knows the rule. Whole numbers, exact: bounds are drawn in until nothing moves, then
 * the widest way left is halved, until a world is found or none is left.
 */
class Attacker {
  private readonly names: readonly string[];
  private readonly low: number[];
  private readonly high: number[];
  private readonly balances: readonly (readonly (readonly [number, number])[])[];

  constructor(tables: readonly PublishedTable[], links: readonly Sum[], private readonly rule: Rule) {
    const sums = [...tables.flatMap(({ table }) => table.sums), ...links];
    const printed = new Map(tables.flatMap(({ table, hidden }) => table.cells.flatMap(({ quantity, value }) => (hidden.has(quantity) ? [] : [[quantity, value] as const]))));
    const marks = new Map(tables.flatMap(({ hidden }) => [...hidden]));
    this.names = [...new Set([...sums.flatMap(({ total, parts }) => [total, ...parts]), ...printed.keys(), ...marks.keys()])];
    // Where nothing bounds a number from above, far above everything that is printed is far enough.
    const far = [...printed.values()].reduce((sum, value) => sum + value, 100);
    const known = this.names.map((name) => {
      const value = printed.get(name);
      if (value !== undefined) return [value, value] as const;
      if (marks.get(name) === 'small') return [leastOf(rule), rule.below - 1] as const;
      return [marks.get(name) === 'shield' ? rule.below : 0, far] as const;
    });
    this.low = known.map(([low]) => low);
    this.high = known.map(([, high]) => high);
    const place = new Map(this.names.map((name, index) => [name, index]));
    this.balances = sums.map(({ total, parts }) => [[total, -1] as const, ...parts.map((part) => [part, 1] as const)].map(([name, factor]) => [place.get(name) ?? -1, factor] as const));
  }

  canBe(name: string, value: number): boolean {
    const index = this.names.indexOf(name);
    const [low, high] = [[...this.low], [...this.high]];
    if (value < (low[index] ?? 0) || value > (high[index] ?? 0)) return false;
    low[index] = high[index] = value;
    return this.hasWorld(low, high);
  }

  /** Five values or not, for a shield; from the truth outwards only because that is quicker. */
  valuesOf(name: string, truth: number, enough: number): number {
    const index = this.names.indexOf(name);
    const all = Array.from({ length: (this.high[index] ?? 0) - (this.low[index] ?? 0) + 1 }, (_, n) => (this.low[index] ?? 0) + n);
    let found = 0;
    for (const value of all.sort((a, b) => Math.abs(a - truth) - Math.abs(b - truth))) {
      if (this.canBe(name, value)) found++;
      if (found >= enough) break;
    }
    return found;
  }

  /** The hidden numbers that are bounded too closely. */
  exposed(tables: readonly PublishedTable[]): string[] {
    const truth = new Map(tables.flatMap(({ table }) => table.cells.map(({ quantity, value }) => [quantity, value] as const)));
    return [...new Map(tables.flatMap(({ hidden }) => [...hidden]))].flatMap(([name, mark]) => {
      const range = Array.from({ length: this.rule.below - leastOf(this.rule) }, (_, n) => leastOf(this.rule) + n);
      const safe = mark === 'small' ? range.every((value) => this.canBe(name, value)) : this.valuesOf(name, truth.get(name) ?? 0, 5) >= 5;
      return safe ? [] : [name];
    });
  }

  private hasWorld(low: number[], high: number[]): boolean {
    if (!this.drawIn(low, high)) return false;
    let widest = -1;
    for (let i = 0; i < low.length; i++) {
      const width = (high[i] ?? 0) - (low[i] ?? 0);
      if (width > 0 && (widest < 0 || width < (high[widest] ?? 0) - (low[widest] ?? 0))) widest = i;
    }
    if (widest < 0) return true;
    const middle = Math.floor(((low[widest] ?? 0) + (high[widest] ?? 0)) / 2);
    const [below, above] = [[...high], [...low]];
    below[widest] = middle;
    above[widest] = middle + 1;
    return this.hasWorld([...low], below) || this.hasWorld(above, high);
  }

  private drawIn(low: number[], high: number[]): boolean {
    for (let moved = true; moved; ) {
      moved = false;
      for (const balance of this.balances) {
        let [least, most] = [0, 0];
        for (const [i, factor] of balance) {
          least += factor > 0 ? (low[i] ?? 0) : -(high[i] ?? 0);
          most += factor > 0 ? (high[i] ?? 0) : -(low[i] ?? 0);
        }
        if (least > 0 || most < 0) return false;
        for (const [i, factor] of balance) {
          const [l, h] = [low[i] ?? 0, high[i] ?? 0];
          // What the others of the sum leave to this one.
          const newHigh = factor > 0 ? Math.min(h, l - least) : Math.min(h, l + most);
          const newLow = factor > 0 ? Math.max(l, h - most) : Math.max(l, h + least);
          if (newHigh < newLow) return false;
          if (newHigh === h && newLow === l) continue;
          least += factor > 0 ? newLow - l : h - newHigh;
          most += factor > 0 ? newHigh - h : l - newLow;
          [low[i], high[i]] = [newLow, newHigh];
          moved = true;
        }
      }
    }
    return true;
  }
}

interface Series {
  readonly tables: readonly Table[];
  readonly links: readonly Sum[];
  readonly unprinted: readonly Cell[];
  readonly adopted: boolean;
}

const names = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n}`);
const count = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) }, { weight: 4, arbitrary: fc.integer({ min: 5, max: 60 }) });

/** Three views of one group of people, two ways of counting at a time: their totals are the same quantities, and the people link them. */
const views: fc.Arbitrary<Series> = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 2 }))
  .chain(([a, b, c]) => fc.tuple(fc.constant([a, b, c] as const), fc.array(count, { minLength: a * b * c, maxLength: a * b * c }), fc.boolean()))
  .map(([[a, b, c], counts, adopted]) => {
    const [rows, columns, ways] = [names('r', a), names('c', b), names('w', c)];
    const at = (r: number, k: number, w: number) => counts[(r * b + k) * c + w] ?? 0;
    const add = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
    return {
      adopted,
      tables: [
        tableOf('一', rows, columns, rows.map((_r, r) => columns.map((_c, k) => add(ways.map((_w, w) => at(r, k, w))))), (r, k) => `${r}|${k}|${ALL}`),
        tableOf('二', rows, ways, rows.map((_r, r) => ways.map((_w, w) => add(columns.map((_c, k) => at(r, k, w))))), (r, w) => `${r}|${ALL}|${w}`),
        tableOf('三', columns, ways, columns.map((_c, k) => ways.map((_w, w) => add(rows.map((_r, r) => at(r, k, w))))), (k, w) => `${ALL}|${k}|${w}`),
      ],
      links: [
        ...rows.flatMap((r) => columns.map((k) => ({ total: `${r}|${k}|${ALL}`, parts: ways.map((w) => `${r}|${k}|${w}`) }))),
        ...rows.flatMap((r) => ways.map((w) => ({ total: `${r}|${ALL}|${w}`, parts: columns.map((k) => `${r}|${k}|${w}`) }))),
        ...columns.flatMap((k) => ways.map((w) => ({ total: `${ALL}|${k}|${w}`, parts: rows.map((r) => `${r}|${k}|${w}`) }))),
      ],
      unprinted: rows.flatMap((r, x) => columns.flatMap((k, y) => ways.map((w, z) => ({ quantity: `${r}|${k}|${w}`, value: at(x, y, z) })))),
    };
  });

/** A table, and later the same with two columns as one, in another cut: what was hidden must not come out by subtraction. */
const cuts: fc.Arbitrary<Series> = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 3, max: 4 }))
  .chain(([a, b]) => fc.tuple(fc.constant([a, b] as const), fc.array(fc.array(count, { minLength: b, maxLength: b }), { minLength: a, maxLength: a }), fc.boolean(), fc.boolean()))
  .map(([[a, b], counts, coarseFirst, adopted]) => {
    const [rows, columns] = [names('r', a), names('c', b)];
    const merged = ['c0+c1', ...columns.slice(2)];
    const fine = tableOf('細', rows, columns, counts);
    const coarse = tableOf('粗', rows, merged, counts.map(([first = 0, second = 0, ...rest]) => [first + second, ...rest]));
    return {
      adopted,
      tables: coarseFirst ? [coarse, fine] : [fine, coarse],
      links: [...rows, ALL].map((row) => ({ total: `${row}/c0+c1`, parts: [`${row}/c0`, `${row}/c1`] })),
      unprinted: [],
    };
  });

interface Outcome {
  readonly published: readonly PublishedTable[];
  readonly refused: number;
}

/** Publishes a series one after the other; of an adopted plan the totals of the first table are known beforehand, whole. */
function publishAll({ tables, links, unprinted, adopted }: Series, rule: Rule): Outcome {
  const [first] = tables;
  const published: PublishedTable[] = adopted && first ? [{ table: { key: '計画', cells: first.cells.filter(({ quantity }) => quantity.startsWith(ALL)), sums: [] }, hidden: new Map() }] : [];
  let refused = 0;
  // What a later table prints is not printed yet, and already guarded by its link.
  const all = [...unprinted, ...tables.flatMap(({ cells }) => cells)];
  for (const table of tables) {
    const decision = publishSafely({ table, earlier: published, links, unprinted: all, rule });
    if ('published' in decision) published.push(decision.published);
    else {
      refused++;
      expect(decision.reason).toContain(decision.quantity);
    }
  }
  return { published, refused };
}

const RUNS = Number(process.env['MADOGUCHI_SUPPRESSION_SERIES'] ?? 200);
const series = fc.oneof(views, cuts);

const small = tableOf('表', ['r0', 'r1', 'r2'], ['c0', 'c1', 'c2'], [[3, 20, 31], [22, 40, 17], [18, 25, 33]]);
const hiddenOf = (decision: ReturnType<typeof publishSafely>) => ('published' in decision ? Object.fromEntries(decision.published.hidden) : decision.refused);

describe('a table is published so that no small number can be worked out', () => {
  it('not even by who knows the rule and all tables, in any series', () => {
    const seen = { tables: 0, refused: 0, broken: 0, small: 0 };
    fc.assert(
      fc.property(series, fc.boolean(), (one, zeroIsShown) => {
        const rule = { ...DEFAULT_RULE, zeroIsShown };
        const { published, refused } = publishAll(one, rule);
        expect(new Attacker(published, one.links, rule).exposed(published)).toEqual([]);

        // The same attacker breaks what hides small numbers only.
        const naive = one.tables.map((table) => ({ table, hidden: new Map(table.cells.flatMap(({ quantity, value }) => (isSmall(value, rule) ? [[quantity, 'small' as const]] : []))) }));
        seen.broken += new Attacker(naive, one.links, rule).exposed(naive).length > 0 ? 1 : 0;
        seen.small += naive.some(({ hidden }) => hidden.size > 0) ? 1 : 0;
        seen.tables += one.tables.length;
        seen.refused += refused;
      }),
      { numRuns: RUNS },
    );
    expect(seen.broken).toBeGreaterThan(seen.small / 2);
    expect(seen.refused).toBeLessThan(seen.tables / 2);
    if (process.env['MADOGUCHI_SUPPRESSION_SERIES'] !== undefined) process.stdout.write(`${JSON.stringify({ series: RUNS, ...seen })}\n`);
  });

  it('with nothing hidden where nothing is small, and three shields for one small number', () => {
    const plain = tableOf('表', ['r0', 'r1'], ['c0', 'c1'], [[12, 20], [22, 40]]);
    expect(hiddenOf(publishSafely({ table: plain, earlier: [] }))).toEqual({});
    const marks = hiddenOf(publishSafely({ table: small, earlier: [] }));
    expect(Object.values(marks).sort()).toEqual(['shield', 'shield', 'shield', 'small']);
    expect(marks).toHaveProperty('r0/c0', 'small');
  });

  it('with a zero hidden like a small one, or shown where the rule says so', () => {
    const zero = tableOf('表', ['r0', 'r1'], ['c0', 'c1'], [[0, 20], [22, 40]]);
    expect(hiddenOf(publishSafely({ table: zero, earlier: [] }))).toHaveProperty('r0/c0', 'small');
    expect(hiddenOf(publishSafely({ table: zero, earlier: [], rule: { below: 5, zeroIsShown: true } }))).toEqual({});
  });

  it('also where two printed numbers differ by few people', () => {
    const one = (key: string, quantity: string, value: number): Table => ({ key, cells: [{ quantity, value }], sums: [] });
    const links = [{ total: '35歳未満', parts: ['25歳未満', '25〜34歳'] }];
    const unprinted = [{ quantity: '25〜34歳', value: 2 }, { quantity: '25歳未満', value: 48 }, { quantity: '35歳未満', value: 50 }];
    const earlier = [{ table: one('先', '35歳未満', 50), hidden: new Map() }];
    expect(hiddenOf(publishSafely({ table: one('後', '25歳未満', 48), earlier, links, unprinted }))).toEqual({ '25歳未満': 'shield' });
  });
});

describe('a table is refused', () => {
  const row = (key: string, a: number, b: number): Table => ({
    key,
    cells: [{ quantity: 'a', value: a }, { quantity: 'b', value: b }, { quantity: ALL, value: a + b }],
    sums: [{ total: ALL, parts: ['a', 'b'] }],
  });
  const adopted: PublishedTable = { table: { key: '計画', cells: [{ quantity: 'a', value: 48 }, { quantity: ALL, value: 50 }], sums: [] }, hidden: new Map() };

  it('where the lines of an adopted plan, which are known whole, already give the small number away', () => {
    const decision = publishSafely({ table: row('表', 48, 2), earlier: [adopted] });
    expect(decision).toEqual({ refused: 'exposed_beside_earlier', quantity: 'b', reason: '「表」は、先に公表した表（計画）と合わせると「b」が分かります。行か列をまとめてください。' });
  });

  it('with the earlier table that is the reason, and no other, also across a link', () => {
    const out = (key: string, ...cells: Cell[]): PublishedTable => ({ table: { key, cells, sums: [] }, hidden: new Map() });
    const earlier = [out('先', { quantity: '35歳未満', value: 50 }, { quantity: '25歳未満', value: 48 }), out('別', { quantity: '60歳以上', value: 30 })];
    const table: Table = { key: '後', cells: [{ quantity: '25〜34歳', value: 2 }], sums: [] };
    const decision = publishSafely({ table, earlier, links: [{ total: '35歳未満', parts: ['25歳未満', '25〜34歳'] }] });
    expect(decision).toMatchObject({ refused: 'exposed_beside_earlier', reason: '「後」は、先に公表した表（先）と合わせると「25〜34歳」が分かります。行か列をまとめてください。' });
  });

  it('where no other number of it can shield', () => {
    const beside: PublishedTable = { table: { key: '計画', cells: [{ quantity: 'a', value: 48 }], sums: [] }, hidden: new Map() };
    const table: Table = { key: '表', cells: [{ quantity: 'b', value: 2 }, { quantity: 'c', value: 4 }], sums: [{ total: 'c', parts: ['b', 'b'] }] };
    const decision = publishSafely({ table, earlier: [beside] });
    expect(decision).toMatchObject({ refused: 'cannot_be_shielded', quantity: 'b' });
  });

  it('where a number was published otherwise before, or its own sums do not fit', () => {
    expect(publishSafely({ table: row('表', 47, 3), earlier: [adopted] })).toMatchObject({ refused: 'value_changed', quantity: 'a' });
    const wrong = { ...row('表', 20, 30), sums: [{ total: ALL, parts: ['a'] }] };
    expect(publishSafely({ table: wrong, earlier: [] })).toMatchObject({ refused: 'sums_differ', quantity: ALL });
  });
});
