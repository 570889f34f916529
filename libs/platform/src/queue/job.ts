/** A payload is ids and dates, as text; never a name or a note. */
export type JobPayload = Readonly<Record<string, string>>;

/** A job is declared once, in the room that handles it. */
export interface JobDeclaration<P extends JobPayload> {
  readonly name: string;
  /** Tries in one sending, with growing waits; then the relay sends the message again. */
  readonly attempts: number;
  /** After so many times all attempts a message that still fails by itself is given up: it stays in the outbox for somebody to look at (`queue`). */
  readonly sendings: number;
  /** Never set: carries the payload's type. */
  readonly payload?: P;
}

const declared = new Set<string>();

/** @throws when the name is taken. */
export function declareJob<P extends JobPayload>(name: string, { attempts = 8, sendings = 100 }: Partial<Pick<JobDeclaration<P>, 'attempts' | 'sendings'>> = {}): JobDeclaration<P> {
  if (declared.has(name)) throw new Error(`Job ${name} is declared twice`);
  declared.add(name);
  return { name, attempts, sendings };
}

/** Every job that the loaded rooms declare: the worker must have a handler for each. */
export function declaredJobs(): readonly string[] {
  return [...declared];
}

export interface JobMessage<P extends JobPayload> {
  /** Outbox id, also the job id: what the inbox remembers. */
  readonly id: string;
  readonly payload: P & { readonly requestId: string };
}

/** Handles one kind of message; idempotent, re-reads what it needs. Says with `@HandlesJob` which. */
export interface JobHandler<P extends JobPayload = JobPayload> {
  handle(message: JobMessage<P>): Promise<void>;
  /** Says so to whoever waits, when a message is given up. */
  giveUp?(message: JobMessage<P>): Promise<void>;
}

/** Housekeeping that nobody asks for; any number of workers may be at it. Says with `@Repeats` how often. */
export interface RepeatedWork {
  run(): Promise<unknown>;
}
