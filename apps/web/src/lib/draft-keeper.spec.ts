import { DraftKeeper, type DraftState } from './draft-keeper';

/** A server whose answers the test gives one by one. */
class Server {
  readonly received: string[] = [];
  private readonly waiting: { readonly ok: () => void; readonly fail: () => void }[] = [];

  readonly save = (text: string): Promise<void> => {
    this.received.push(text);
    return new Promise((resolve, reject) => this.waiting.push({ ok: resolve, fail: () => reject(new Error('down')) }));
  };

  async answer(how: 'ok' | 'fail'): Promise<void> {
    this.waiting.shift()?.[how]();
    await jest.advanceTimersByTimeAsync(0);
  }
}

describe('draft', () => {
  let server: Server;
  let states: DraftState['kind'][];
  let draft: DraftKeeper<string>;

  beforeEach(() => {
    jest.useFakeTimers();
    server = new Server();
    states = [];
    draft = new DraftKeeper(server.save, (state) => states.push(state.kind));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is sent once, 1.5 s after typing stopped', async () => {
    draft.changed('求');
    await jest.advanceTimersByTimeAsync(1000);
    draft.changed('求人');
    await jest.advanceTimersByTimeAsync(1499);
    expect(server.received).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(server.received).toEqual(['求人']);
    await server.answer('ok');
    expect(states.at(-1)).toBe('saved');
    expect(draft.unsaved).toBe(false);
  });

  it('never has two requests under way, and the newest text wins', async () => {
    draft.changed('a');
    await jest.advanceTimersByTimeAsync(1500);
    draft.changed('ab');
    await jest.advanceTimersByTimeAsync(1500);
    expect(server.received).toEqual(['a']);
    expect(draft.unsaved).toBe(true);
    await server.answer('ok');
    expect(server.received).toEqual(['a', 'ab']);
  });

  it('tries again after a failure until the server has it', async () => {
    draft.changed('消えない');
    await jest.advanceTimersByTimeAsync(1500);
    await server.answer('fail');
    expect(states.at(-1)).toBe('failed');
    expect(draft.unsaved).toBe(true);
    await jest.advanceTimersByTimeAsync(5000);
    expect(server.received).toEqual(['消えない', '消えない']);
    await server.answer('ok');
    expect(draft.unsaved).toBe(false);
  });

  it('is sent at once when the page is left', () => {
    draft.changed('途中');
    void draft.flush();
    return jest.advanceTimersByTimeAsync(0).then(() => expect(server.received).toEqual(['途中']));
  });

  it('is not sent after the record itself was saved, nor tried again', async () => {
    draft.changed('a');
    await jest.advanceTimersByTimeAsync(1500);
    draft.discard();
    await server.answer('fail');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.received).toEqual(['a']);
    expect(draft.unsaved).toBe(false);
  });
});
