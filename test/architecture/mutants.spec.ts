import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly specs: readonly string[];
  readonly test?: string;
}

const root = resolve(__dirname, '../..');
const { MUTANTS, planted } = createRequire(__filename)('../mutants/application.cjs') as { MUTANTS: readonly Mutant[]; planted: (mutant: Mutant, text: string) => string };

// Planting them all takes minutes (npm run test:mutants); that each could be planted is told in a moment.
describe(`${MUTANTS.length} faults of the application`, () => {
  it('each have a name of their own and find their place exactly once', () => {
    const names = MUTANTS.map((mutant) => mutant.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const mutant of MUTANTS) expect(planted(mutant, readFileSync(join(root, mutant.file), 'utf8'))).not.toBe('');
  });

  it('each name tests that are there', () => {
    const missing = MUTANTS.flatMap((mutant) => mutant.specs).filter((spec) => !existsSync(join(root, spec)));
    expect(missing).toEqual([]);
    for (const { specs, test } of MUTANTS) {
      // The words before what a table of cases fills in.
      const words = test?.replace(/ ?\(.*$/, '') ?? '';
      expect([words, specs.some((spec) => readFileSync(join(root, spec), 'utf8').includes(words))]).toEqual([words, true]);
    }
  });

  it('are refused where the place has changed', () => {
    const [mutant] = MUTANTS;
    expect(() => planted(mutant as Mutant, 'nothing of the kind')).toThrow('write the fault anew');
  });
});
