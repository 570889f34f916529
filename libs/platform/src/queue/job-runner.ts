import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings';
import { Housekeeping } from '../database/housekeeping';
import { openQueue, type QueueBackend } from './backend';
import type { FoundHandler, FoundJobs } from './find-jobs';
import type { JobMessage, JobPayload } from './job';
import { JOBS_AT_ONCE } from './jobs-at-once';

const RELAY_EVERY_MS = 150;
const BEAT_EVERY_MS = 5_000;
/** What is done again and again gives a connection up that does not answer. */
const SOON_MS = 10_000;
/**
 * A message that was sent but not done after this long, by the clock of the database, which all workers share, is sent
 * again: the queue may have been flushed. One that the queue still holds is not doubled by that.
 */
const RESEND_AFTER_SECONDS = 15;
/** Never more than this many messages in flight: re-sending by time alone becomes a storm. */
const IN_FLIGHT = 1_000;
const BATCH = 100;

/** The worker's engine: relays the outbox to the queue, runs handlers, beats, and stops without dropping work. */
export class JobRunner {
  private readonly workerId = randomUUID();
  private backend: QueueBackend | undefined;
  private worker: Worker | undefined;
  private readonly loops: Promise<void>[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly housekeeping: Housekeeping,
    private readonly logger: Logger,
    private readonly jobs: FoundJobs,
  ) {}

  start(): void {
    this.backend = openQueue(this.settings);
    this.worker = this.backend.worker((job) => this.handle(job), JOBS_AT_ONCE);
    this.loops.push(this.every(RELAY_EVERY_MS, () => this.relay()), this.every(BEAT_EVERY_MS, () => this.beat()));
    for (const { milliseconds, work } of this.jobs.repeated) this.loops.push(this.every(milliseconds, () => work.run()));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
    await this.worker?.close();
    await this.backend?.close();
    await this.housekeeping.run((tx) => tx.query('delete from worker_heartbeat where worker_id = $1', [this.workerId]));
  }

  /** Repeats work until the worker stops; an error is logged by its kind and tried again. */
  private async every(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        this.logger.warn({ event: 'loop_failed', kind: error instanceof Error ? error.name : 'unknown' });
      }
      await delay(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Claims what has not left yet, or left and was never done, and hands it to the queue under the outbox id. */
  private async relay(): Promise<void> {
    const backend = this.backend;
    if (!backend) return;
    const claimed = await this.housekeeping.run((tx) =>
      tx.query<{ id: string; topic: string; payload: Record<string, string> }>(
        `with due as (select clock_timestamp() - make_interval(secs => ${RESEND_AFTER_SECONDS}) as before),
         flying as (select count(*) as n from outbox, due where sent_at >= due.before and given_up_at is null),
         next as (select o.id from outbox o, due, flying
           where (o.sent_at is null or o.sent_at < due.before) and o.given_up_at is null and flying.n < ${IN_FLIGHT}
           order by o.created_at, o.id limit ${BATCH} for update of o skip locked)
         update outbox o set sent_at = clock_timestamp(), sendings = o.sendings + 1 from next where o.id = next.id returning o.id, o.topic, o.payload`,
      ),
      SOON_MS,
    );
    for (const message of claimed) {
      const attempts = this.jobs.handlers.get(message.topic)?.job.attempts ?? 1;
      await backend.queue.add(message.topic, message.payload, {
        jobId: message.id,
        attempts,
        backoff: { type: 'exponential', delay: 500 },
        removeOnComplete: true,
        removeOnFail: true,
      });
    }
  }

  private async handle(job: Job): Promise<void> {
    const found = this.jobs.handlers.get(job.name);
    if (!found) throw new Error(`No handler for job ${job.name}`);
    const id = String(job.id);
    const started = performance.now();
    try {
      await found.handler.handle({ id, payload: job.data as never });
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      this.logger.warn({ event: 'job_failed', job: job.name, id, kind, attempt: job.attemptsMade + 1 });
      if (job.attemptsMade + 1 >= found.job.attempts) await this.giveUpAfterLastSending(found, { id, payload: job.data as never });
      throw withoutWords(kind);
    }
    await this.housekeeping.run((tx) => tx.query('delete from outbox where id = $1', [id]));
    this.logger.info({ event: 'job_done', job: job.name, id, ms: Math.round(performance.now() - started) });
  }

  /** A database that is away fails no handler for good: nothing is sent while it is. What fails each time is the message itself. */
  private async giveUpAfterLastSending({ job, handler }: FoundHandler, message: JobMessage<JobPayload>): Promise<void> {
    const [sent] = await this.housekeeping.run((tx) => tx.query<{ sendings: number }>('select sendings from outbox where id = $1', [message.id]));
    if (sent === undefined || sent.sendings < job.sendings) return;
    await handler.giveUp?.(message);
    await this.housekeeping.run((tx) => tx.query('update outbox set given_up_at = clock_timestamp() where id = $1', [message.id]));
    this.logger.error({ event: 'job_given_up', job: job.name, id: message.id });
  }

  private async beat(): Promise<void> {
    await this.housekeeping.run((tx) =>
      tx.query(
        `insert into worker_heartbeat (worker_id, beat_at) values ($1, clock_timestamp())
         on conflict (worker_id) do update set beat_at = excluded.beat_at`,
        [this.workerId],
      ),
      SOON_MS,
    );
  }
}

/** The queue keeps what a job failed with, and the message of a driver error may quote a value: it gets the kind only. */
function withoutWords(kind: string): Error {
  const error = new Error(kind);
  error.stack = kind;
  return error;
}
