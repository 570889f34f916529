import { DEFAULT_RULE, isSmall, leastOf, type Cell, type Mark, type PublishedTable, type Rule, type Sum, type Table } from './tables';
import { type Bounds, findWorld, type Puzzle, sumsByQuantity, type World } from './worlds';

export interface Publication {
  readonly table: Table;
  /** Every table that ever went out, adopted plans among them. */
  readonly earlier: readonly PublishedTable[];
  /** What adds up across tables. */
  readonly links?: readonly Sum[];
  /** Numbers that stand in a link and in no table: whoever lies between 「35歳未満」 and 「25歳未満」. A small one is guarded too. */
  readonly unprinted?: readonly Cell[];
  readonly rule?: Rule;
}

export type Decision =
  | { readonly published: PublishedTable }
  | { readonly refused: 'value_changed' | 'sums_differ' | 'exposed_beside_earlier' | 'cannot_be_shielded'; readonly quantity: string; readonly reason: string };

/**
 * Decides what of a table is hidden, so that a reader who knows the rule, the marks and every table that ever went out bounds no
 * small number closer than the rule does, and no shield closer than to as many values as the threshold. Safe means shown: for each
 * value there is a world with it in which everything public is the same.
 */
export function publishSafely(publication: Publication): Decision {
  const decision = decide(publication);
  const { table, earlier, links = [], unprinted = [] } = publication;
  if ('published' in decision || decision.refused !== 'cannot_be_shielded') return decision;
  const goesOutBeside = (others: readonly PublishedTable[]): boolean => {
    const there = new Set([...unprinted, ...[table, ...others.map((one) => one.table)].flatMap(({ cells }) => cells)].map(({ quantity }) => quantity));
    const joined = links.filter(({ total, parts }) => [total, ...parts].every((quantity) => there.has(quantity)));
    return 'published' in decide({ ...publication, earlier: others, links: joined });
  };
  if (earlier.length === 0 || !goesOutBeside([])) return decision;
  const reasons = earlier.filter((one) => goesOutBeside(earlier.filter((other) => other !== one)));
  const named = (reasons.length > 0 ? reasons : earlier).map((one) => one.table.key).join('、');
  return refuse('exposed_beside_earlier', decision.quantity, `「${table.key}」は、先に公表した表（${named}）と合わせると「${decision.quantity}」が分かります。行か列をまとめてください。`);
}

function decide({ table, earlier, links = [], unprinted = [], rule = DEFAULT_RULE }: Publication): Decision {
  const tables = [...earlier.map((one) => one.table), table];
  const truth = new Map<string, number>();
  for (const { quantity, value } of [...unprinted, ...tables.flatMap(({ cells }) => cells)]) {
    const before = truth.get(quantity);
    if (before !== undefined && before !== value) {
      return refuse('value_changed', quantity, `「${quantity}」は先に${before}として扱われています。訂正公表として決裁してください。`);
    }
    truth.set(quantity, value);
  }
  const sums = [...new Map([...tables.flatMap((one) => one.sums), ...links].map((sum) => [JSON.stringify([sum.total, [...sum.parts].sort()]), sum])).values()];
  for (const { total, parts } of sums) {
    const made = parts.reduce((so, part) => so + (truth.get(part) ?? Number.NaN), 0);
    if (made !== truth.get(total)) return refuse('sums_differ', total, `「${total}」は内訳の合計と合いません。数か内訳を確かめてください。`);
  }

  const known = new Set(earlier.flatMap((one) => one.table.cells.flatMap(({ quantity }) => (one.hidden.has(quantity) ? [] : [quantity]))));
  const hidden = new Map(earlier.flatMap((one) => [...one.hidden].filter(([quantity]) => !known.has(quantity))));
  const guard = new Guard(truth, known, hidden, sumsByQuantity(sums), rule);

  const before = new Set([...known, ...hidden.keys(), ...table.cells.map(({ quantity }) => quantity)]);
  for (const { quantity } of unprinted) if (!before.has(quantity)) guard.leaveOut(quantity);
  for (const { quantity, value } of table.cells) {
    if (!known.has(quantity) && !hidden.has(quantity)) {
      if (isSmall(value, rule)) guard.hide(quantity, 'small');
      else guard.show(quantity);
    }
  }

  const shields: string[] = [];
  for (let exposed = guard.exposed(); exposed !== undefined; exposed = guard.exposed()) {
    const shield = guard.bestShield(exposed);
    if (shield === undefined) {
      return refuse('cannot_be_shielded', exposed, `「${table.key}」は、ほかの数を隠しても「${exposed}」が分かります。行か列をまとめてください。`);
    }
    guard.hide(shield, 'shield');
    shields.push(shield);
  }
  // A shield may have become needless by a later one; the largest numbers tell readers most.
  for (const shield of shields.sort((a, b) => (truth.get(b) ?? 0) - (truth.get(a) ?? 0))) guard.showAgainIfSafe(shield);
  return { published: { table, hidden: new Map(table.cells.flatMap(({ quantity }) => guard.markOf(quantity) ?? [])) } };
}

function refuse(refused: Extract<Decision, { refused: string }>['refused'], quantity: string, reason: string): Decision {
  return { refused, quantity, reason };
}

/** Keeps what is hidden, and the worlds that show that it stays so. */
class Guard {
  private readonly marks: Map<string, Mark>;
  private readonly unknown = new Map<string, Bounds>();
  /** Small numbers that no table prints. */
  private readonly between = new Set<string>();
  private readonly mayShield = new Set<string>();
  private worlds: World[] = [];

  constructor(
    private readonly truth: ReadonlyMap<string, number>,
    private readonly known: ReadonlySet<string>,
    hidden: ReadonlyMap<string, Mark>,
    private readonly sums: Puzzle['sums'],
    private readonly rule: Rule,
  ) {
    this.marks = new Map(hidden);
    for (const [quantity, mark] of hidden) this.unknown.set(quantity, this.boundsOf(mark));
  }

  leaveOut(quantity: string): void {
    this.unknown.set(quantity, { least: 0, most: Number.POSITIVE_INFINITY });
    if (isSmall(this.valueOf(quantity), this.rule)) this.between.add(quantity);
  }

  hide(quantity: string, mark: Mark): void {
    this.marks.set(quantity, mark);
    this.unknown.set(quantity, this.boundsOf(mark));
    this.mayShield.delete(quantity);
  }

  show(quantity: string): void {
    if (this.valueOf(quantity) >= this.rule.below) this.mayShield.add(quantity);
  }

  markOf(quantity: string): [string, Mark][] | undefined {
    const mark = this.marks.get(quantity);
    return mark === undefined ? undefined : [[quantity, mark]];
  }

  /** The first number that can be bounded too closely. */
  exposed(): string | undefined {
    return [...this.marks.keys(), ...this.between].find((quantity) => !this.isGuarded(quantity));
  }

  showAgainIfSafe(quantity: string): void {
    const [bounds, worlds] = [this.unknown.get(quantity), this.worlds];
    if (bounds === undefined) return;
    this.unknown.delete(quantity);
    this.marks.delete(quantity);
    this.worlds = worlds.filter((world) => !world.has(quantity));
    if (this.exposed() === undefined) return;
    this.unknown.set(quantity, bounds);
    this.marks.set(quantity, 'shield');
    this.worlds = worlds;
  }

  /**
   * The number of the new table that shields best: in a sum in which one hidden number stands alone, so that it follows from the
   * others; where no sum is so, the nearest.
   */
  bestShield(exposed: string): string | undefined {
    const [reached, candidates] = [new Set([exposed]), [] as string[][]];
    for (const at of reached) {
      for (const balance of this.sums.get(at) ?? []) {
        const shields = [...balance.keys()].filter((one) => this.mayShield.has(one));
        const others = [...balance.keys()].filter((one) => one !== at && this.unknown.has(one));
        if (others.length === 0 && shields.length > 0) return this.cheapest(shields);
        candidates.push(shields);
        others.forEach((one) => reached.add(one));
      }
    }
    return this.cheapest(candidates.find((shields) => shields.length > 0) ?? []);
  }

  private cheapest(shields: readonly string[]): string | undefined {
    return [...shields].sort((a, b) => this.costOf(a) - this.costOf(b))[0];
  }

  /** Cheap is what stands in sums that are open already, has room above the threshold, and is small itself. */
  private costOf(quantity: string): number {
    const closed = (this.sums.get(quantity) ?? []).filter((balance) => ![...balance.keys()].some((one) => one !== quantity && this.unknown.has(one))).length;
    const value = this.valueOf(quantity);
    const tight = value < 2 * this.rule.below - 1 ? 0.5 : 0;
    return closed + tight + 0.4 * (1 - 1 / (1 + value));
  }

  private isGuarded(quantity: string): boolean {
    const value = this.valueOf(quantity);
    if (this.marks.get(quantity) !== 'shield') {
      const small = Array.from({ length: this.rule.below - leastOf(this.rule) }, (_, n) => leastOf(this.rule) + n);
      return small.every((each) => each === value || this.canBe(quantity, each));
    }
    let values = 1;
    for (let step = 1; step <= 2 * this.rule.below && values < this.rule.below; step++) {
      for (const each of [value + step, value - step]) if (values < this.rule.below && this.canBe(quantity, each)) values++;
    }
    return values >= this.rule.below;
  }

  private canBe(quantity: string, value: number): boolean {
    if (this.worlds.some((world) => world.get(quantity) === value)) return true;
    const world = findWorld({ truth: this.truth, unknown: this.unknown, sums: this.sums }, quantity, value);
    if (world !== undefined) this.worlds.push(world);
    return world !== undefined;
  }

  private boundsOf(mark: Mark): Bounds {
    return mark === 'small' ? { least: leastOf(this.rule), most: this.rule.below - 1 } : { least: this.rule.below, most: Number.POSITIVE_INFINITY };
  }

  private valueOf(quantity: string): number {
    return this.truth.get(quantity) ?? 0;
  }
}
