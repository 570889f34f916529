import { SubmitKeys } from './idempotency';
import { ApiProblem, problemFrom } from './problem';

function counting(): SubmitKeys {
  let next = 0;
  return new SubmitKeys(() => `key-${(next += 1)}`);
}

describe('keys of a submit', () => {
  it('stay while the outcome is unknown and the content the same', () => {
    const keys = counting();
    expect([keys.keyFor({ a: 1 }), keys.keyFor({ a: 1 })]).toEqual(['key-1', 'key-1']);
  });

  it('change with the content', () => {
    const keys = counting();
    expect([keys.keyFor({ a: 1 }), keys.keyFor({ a: 2 })]).toEqual(['key-1', 'key-2']);
  });

  it('change after the outcome is known, also for the same content', () => {
    const keys = counting();
    keys.keyFor({ a: 1 });
    keys.settled();
    expect(keys.keyFor({ a: 1 })).toBe('key-2');
  });
});

describe('problems', () => {
  it('takes code, title and field errors from problem+json', () => {
    const problem = problemFrom(422, {
      code: 'invalid',
      title: '入力を確かめてください。',
      errors: [{ field: 'kana', code: 'kana_required', message: 'カナを入力してください。' }, { nonsense: true }],
    });
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem.errors).toEqual([{ field: 'kana', code: 'kana_required', message: 'カナを入力してください。' }]);
    expect(problem.outcomeUnknown).toBe(false);
  });

  it('has words of its own for a page that is no problem+json', () => {
    const problem = problemFrom(502, undefined);
    expect(problem.title).toContain('システムの側');
    expect(problem.outcomeUnknown).toBe(true);
  });

  it('keeps what a conflict allows and what a stale edit met', () => {
    expect(problemFrom(409, { allowed: ['send', 'withdraw'] }).allowed).toEqual(['send', 'withdraw']);
    expect(problemFrom(412, { current: { version: 3 } }).current).toEqual({ version: 3 });
  });
});
