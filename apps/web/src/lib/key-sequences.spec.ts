import { assertOwnKeys, keyName, step } from './key-sequences';

const plain = { ctrlKey: false, altKey: false, metaKey: false };
const bindings = [{ keys: '/' }, { keys: 'g f' }, { keys: 'g t' }, { keys: 'n' }] as const;

describe('names of keys', () => {
  it('takes G and g for one key, whatever Caps Lock says', () => {
    expect(keyName({ ...plain, key: 'G' })).toBe('g');
  });

  it('names modifiers in one order and takes Command for Control', () => {
    expect(keyName({ ...plain, key: 'l', altKey: true, ctrlKey: true })).toBe('Control+Alt+l');
    expect(keyName({ ...plain, key: 'Enter', metaKey: true })).toBe('Control+Enter');
  });
});

describe('sequences', () => {
  it('runs a single key at once', () => {
    expect(step('', 'n', bindings)).toEqual({ kind: 'run', binding: { keys: 'n' } });
  });

  it('waits after the first key of a sequence and runs on the second', () => {
    expect(step('', 'g', bindings)).toEqual({ kind: 'wait', pressed: 'g' });
    expect(step('g', 'f', bindings)).toEqual({ kind: 'run', binding: { keys: 'g f' } });
  });

  it('lets a key that continues nothing begin anew', () => {
    expect(step('g', 'n', bindings)).toEqual({ kind: 'run', binding: { keys: 'n' } });
    expect(step('g', 'g', bindings)).toEqual({ kind: 'wait', pressed: 'g' });
    expect(step('g', 'q', bindings)).toEqual({ kind: 'none' });
  });

  it('prefers the binding registered last', () => {
    const page = { keys: 'n', owner: 'page' };
    const panel = { keys: 'n', owner: 'panel' };
    expect(step('', 'n', [page, panel])).toEqual({ kind: 'run', binding: panel });
  });
});

describe('keys of the browser', () => {
  it.each(['Control+r', 'Control+f', 'Control+w', 'Alt+ArrowLeft', 'g Control+n'])('refuses %s', (keys) => {
    expect(() => assertOwnKeys(keys)).toThrow('belongs to the browser');
  });

  it.each(['n', 'g f', 'Control+Enter', 'Control+Alt+l'])('allows %s', (keys) => {
    expect(() => assertOwnKeys(keys)).not.toThrow();
  });
});
