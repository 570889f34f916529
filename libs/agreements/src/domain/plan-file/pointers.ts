import type { PlanFile } from './plan-file';
import type { PlanFileFault } from './shape';

/** One thing of the file that points to another, and where it says so. */
interface Pointer {
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/** Two of one key, a pointer to nowhere, and a circle of pointers: none of them can be computed or shown. */
export function pointerFaults(file: PlanFile): PlanFileFault[] {
  const faults: PlanFileFault[] = [];
  const parties = keysOf(faults, file.agreement.parties.map(({ key }, n) => [key, `agreement.parties[${n}].key`]));
  const responsible = keysOf(faults, (file.responsible ?? []).map(({ key }, n) => [key, `responsible[${n}].key`]));
  const measured = file.sections.flatMap((section, s) => (section.measures ?? []).map((measure, m) => ({ ...measure, at: `sections[${s}].measures[${m}]` })));
  const lined = file.sections.flatMap((section, s) => section.lines.map((line, l) => ({ ...line, at: `sections[${s}].lines[${l}]` })));
  const measures = keysOf(faults, measured.map(({ key, at }) => [key, `${at}.key`]));
  const lines = keysOf(faults, lined.map(({ key, at }) => [key, `${at}.key`]));
  keysOf(faults, file.sections.map(({ key }, n) => [key, `sections[${n}].key`]));
  const parts = new Set<string>();
  for (const line of lined) {
    keysOf(faults, line.parts.map(({ key }, n) => [key, `${line.at}.parts[${n}].key`])).forEach((key) => parts.add(`${line.key}/${key}`));
  }

  const groups = (file.responsible ?? []).flatMap(({ key, members = [] }, n) => members.map((to, m) => ({ from: key, to, at: `responsible[${n}].members[${m}]` })));
  const relistedMeasures = measured.flatMap(({ key, relisted, at }) => (relisted === undefined ? [] : [{ from: key, to: relisted, at: `${at}.relisted` }]));
  const relistedLines = lined.flatMap(({ key, relisted, at }) => (relisted === undefined ? [] : [{ from: key, to: relisted, at: `${at}.relisted` }]));
  const figures = lined.flatMap((line) =>
    line.parts.flatMap(({ key, inside, beside, sumOf = [] }, n) => {
      const [from, at] = [`${line.key}/${key}`, `${line.at}.parts[${n}]`];
      return [
        // All lead from the whole to the part, so that a part may be both in a total's sum and 内数 of that total.
        ...sumOf.map((to, m) => ({ from, to, at: `${at}.sumOf[${m}]` })),
        ...(inside === undefined ? [] : [{ from: inside, to: from, at: `${at}.inside`, points: inside }]),
        ...(beside === undefined ? [] : [{ from: beside, to: from, at: `${at}.beside`, points: beside }]),
      ];
    }),
  );
  const pointing = lined.flatMap((line) =>
    line.targets.flatMap(({ pointsTo }, n) =>
      pointsTo === undefined ? [] : line.parts.map(({ key }) => ({ from: `${line.key}/${key}`, to: pointsTo, at: `${line.at}.targets[${n}].pointsTo` })),
    ),
  );

  const uses: Pointer[] = measured.flatMap(({ by = [], responsible: held = [], at }) => [
    ...by.map((to, n) => ({ from: '', to, at: `${at}.by[${n}]` })),
    ...held.flatMap(({ key, means = [] }, n) => [
      { from: 'r', to: key, at: `${at}.responsible[${n}].key` },
      ...means.map((to, m) => ({ from: 'r', to, at: `${at}.responsible[${n}].means[${m}]` })),
    ]),
  ]);
  const belongs = (file.responsible ?? []).flatMap(({ party, key }, n) => (party === undefined ? [] : [{ from: key, to: party, at: `responsible[${n}].party` }]));
  nowhere(faults, [...uses.filter(({ from }) => from === ''), ...belongs], parties);
  nowhere(faults, [...uses.filter(({ from }) => from === 'r'), ...groups], responsible);
  nowhere(faults, relistedMeasures, measures);
  nowhere(faults, relistedLines, lines);
  nowhere(faults, lined.flatMap(({ measure, at }) => (measure === undefined ? [] : [{ from: '', to: measure, at: `${at}.measure` }])), measures);
  nowhere(faults, pointing, parts);
  nowhere(faults, figures.map((one) => ({ ...one, to: 'points' in one ? one.points : one.to })), parts);
  for (const pointers of [groups, relistedMeasures, relistedLines, figures, pointing]) faults.push(...circles(pointers));
  return dedupe(faults);
}

function keysOf(faults: PlanFileFault[], keys: readonly (readonly [string, string])[]): Set<string> {
  const seen = new Set<string>();
  for (const [key, at] of keys) {
    if (seen.has(key)) faults.push({ at, code: 'key_twice', message: `「${key}」が2回あります。別のキーにしてください。` });
    seen.add(key);
  }
  return seen;
}

function nowhere(faults: PlanFileFault[], pointers: readonly Pointer[], known: ReadonlySet<string>): void {
  for (const { to, at } of pointers) {
    if (!known.has(to)) faults.push({ at, code: 'points_nowhere', message: `「${to}」はこのファイルにありません。あるキーに直すか、この項目を消してください。` });
  }
}

/** Every pointer that lies on a circle: both its ends lead to each other. */
function circles(pointers: readonly Pointer[]): PlanFileFault[] {
  const circleOf = strongComponents(pointers);
  return pointers
    .filter(({ from, to }) => circleOf.get(from) === circleOf.get(to))
    .map(({ to, at }) => ({ at, code: 'points_in_a_circle', message: `「${to}」をたどると元に戻ります。どこか1つの指定を消してください。` }));
}

/** By key, the set of keys that lead to each other (Kosaraju): in time with the number of pointers, because a file may hold many. */
function strongComponents(pointers: readonly Pointer[]): ReadonlyMap<string, number> {
  const [ahead, back] = [neighbours(pointers.map(({ from, to }) => [from, to])), neighbours(pointers.map(({ from, to }) => [to, from]))];
  const component = new Map<string, number>();
  for (const key of finished(ahead).reverse()) {
    if (component.has(key)) continue;
    const number = component.size;
    for (const waiting = [key]; waiting.length > 0; ) {
      const at = waiting.pop();
      if (at === undefined || component.has(at)) continue;
      component.set(at, number);
      waiting.push(...(back.get(at) ?? []));
    }
  }
  return component;
}

/** Every key, each after all to which it leads and that it was the first to reach. */
function finished(next: ReadonlyMap<string, readonly string[]>): string[] {
  const [seen, done] = [new Set<string>(), [] as string[]];
  for (const start of next.keys()) {
    const path: { readonly key: string; left: number }[] = seen.has(start) ? [] : [{ key: start, left: 0 }];
    seen.add(start);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const to = next.get(last.key)?.[last.left];
      last.left += 1;
      if (to === undefined) done.push(path.pop()?.key ?? '');
      else if (!seen.has(to)) {
        seen.add(to);
        path.push({ key: to, left: 0 });
      }
    }
  }
  return done;
}

/** Every key has a list, also one that leads nowhere. */
function neighbours(steps: readonly (readonly [string, string])[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const [from, to] of steps) {
    const list = next.get(from);
    if (list === undefined) next.set(from, [to]);
    else list.push(to);
    if (!next.has(to)) next.set(to, []);
  }
  return next;
}

function dedupe(faults: readonly PlanFileFault[]): PlanFileFault[] {
  return [...new Map(faults.map((fault) => [`${fault.at} ${fault.code}`, fault])).values()];
}
