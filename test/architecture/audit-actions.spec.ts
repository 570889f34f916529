import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CODES } from '../../migrations/reference/codes';

const root = resolve(__dirname, '../..');

/** Every action that a room names in the source, including the moves of a request, which are named after their commands. */
function actionsInSource(): readonly string[] {
  const files = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' }).filter((file) => /\/src\/(application|jobs)\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts'));
  const sources = files.map((file) => readFileSync(join(root, 'libs', file), 'utf8'));
  const named = sources.flatMap((source) => [...source.matchAll(/'([a-z-]+\.[a-z_-]+)'/g)].map((match) => match[1] ?? ''));
  const rooms = new Set(readdirSync(join(root, 'libs')));
  const jobs = new Set(sources.flatMap((source) => [...source.matchAll(/declareJob<[^(]*>\('([^']+)'/g)].map((match) => match[1])));
  return [...new Set(named.filter((name) => rooms.has(name.split('.')[0] ?? '') && !jobs.has(name)))];
}

describe('every action of the audit record', () => {
  it('has a Japanese word, so that an auditor can read it', () => {
    const labelled = new Set(CODES.filter(([kind]) => kind === 'audit_action').map(([, code]) => code));
    const actions = actionsInSource();
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => !labelled.has(action))).toEqual([]);
  });

  it('is a look or a writing: what the list of looks names is an action, and what is called a look is in it', () => {
    const actions = new Set(CODES.filter(([kind]) => kind === 'audit_action').map(([, code]) => code));
    const looks = new Set(CODES.filter(([kind]) => kind === 'audit_look').map(([, code]) => code));
    expect([...looks].filter((action) => !actions.has(action))).toEqual([]);
    const called = [...actions].filter((action) => /\.(list|open|read|search|look|see|download|rehearse)/.test(action));
    expect(called.filter((action) => !looks.has(action))).toEqual([]);
  });
});
