import { transitionTable } from './state-machine';

type State = 'draft' | 'sent' | 'replied';
type Command = 'send' | 'reply' | 'take_back';

const machine = transitionTable<State, Command>({
  draft: { send: 'sent' },
  sent: { reply: 'replied', take_back: 'draft' },
  replied: {},
});

describe('transitionTable', () => {
  it('moves along the table', () => {
    expect(machine.next('draft', 'send')).toBe('sent');
    expect(machine.next('sent', 'take_back')).toBe('draft');
  });

  it('refuses every other move and names those that are allowed', () => {
    const states: State[] = ['draft', 'sent', 'replied'];
    const commands: Command[] = ['send', 'reply', 'take_back'];
    const illegal = states.flatMap((s) => commands.filter((c) => !machine.allowed(s).includes(c)).map((c) => [s, c] as const));
    expect(illegal).toHaveLength(6);
    for (const [state, command] of illegal) {
      expect(() => machine.next(state, command)).toThrow(
        expect.objectContaining({
          code: 'illegal_transition',
          kind: 'conflict',
          detail: expect.objectContaining({ allowed: machine.allowed(state) }) as unknown,
        }),
      );
    }
  });

  it('does not take the built-in names of objects for commands', () => {
    expect(() => machine.next('draft', 'toString' as Command)).toThrow(expect.objectContaining({ code: 'illegal_transition' }));
  });

  it('has no way out of an end', () => {
    expect(machine.allowed('replied')).toEqual([]);
  });
});
