import { DomainError } from '@madoguchi/kernel';

/**
 * What a request proves itself with, and what for: the first thing that the database is told of it. Nothing is answered
 * that the database has not let in.
 */
export class Entry {
  /** What the database said of it. */
  state: 'unasked' | 'let in' | 'refused' = 'unasked';

  constructor(
    readonly proof: { readonly session: string } | { readonly token: Buffer },
    readonly permission: string,
    /** Whether accounts of the demo may enter. */
    readonly demo: boolean,
    /** What a token allows at most, whatever the role of its account may; absent for people. */
    readonly only?: ReadonlySet<string>,
  ) {}
}

/** Why somebody is not let in, by the name under which `gate_enter` raises it. */
const REFUSALS: Readonly<Record<string, () => DomainError>> = {
  unauthenticated: () => new DomainError('unauthenticated', 'unauthenticated', { message: 'サインインしてください。' }),
  session_locked: () => new DomainError('session_locked', 'locked', { message: '離席中のためロックされています。離席中の本人が再開してください。' }),
  password_change_required: () => new DomainError('password_change_required', 'forbidden', { message: '最初に、自分のパスワードに変えてください。' }),
  forbidden: () => new DomainError('forbidden', 'forbidden', { message: 'この操作をする権限がありません。' }),
  invalid_token: () => new DomainError('invalid_token', 'unauthenticated', { message: '接続の鍵が正しくないか、使えなくなっています。システム管理者に確認してください。' }),
  clock_skew: () => new DomainError('clock_skew', 'busy', { message: 'サーバーの時計がずれているため、受け付けられません。システム管理者に知らせてください。' }),
};

/** @param name `unauthenticated`, `session_locked`, `password_change_required`, `forbidden`, `invalid_token` or `clock_skew`. */
export function refusedEntry(name: string): DomainError {
  const refusal = REFUSALS[name];
  if (!refusal) throw new Error(`Nobody is refused with ${name}`);
  return refusal();
}
