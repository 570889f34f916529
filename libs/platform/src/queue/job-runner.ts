import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings';
import { isAbsence } from '../database/absence';
import { Housekeeping } from '../database/housekeeping';
import { errorLine, Outage } from '../logging/outage';
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
const AFTER_FAILURE_MS = 1_000;
/** Less than a supervisor waits before it kills. */
const PATIENCE_MS = 5_000;

/** The worker's engine: relays the outbox to the queue, runs handlers, beats, and stops without dropping work. */
export class JobRunner {
  private readonly workerId = randomUUID();
  private backend: QueueBackend | undefined;
  private worker: Worker | undefined;
  private readonly loops: Promise<void>[] = [];
  /** Ids of the messages that are being worked on. */
  private readonly inHand = new Set<string>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly housekeeping: Housekeeping,
    private readonly logger: Logger,
    private readonly jobs: FoundJobs,
  ) {}

  start(): void {
    this.backend = openQueue(this.settings, this.logger);
    this.worker = this.backend.worker((job) => this.handle(job), JOBS_AT_ONCE);
    this.loops.push(this.every(RELAY_EVERY_MS, 'relay', () => this.relay()), this.every(BEAT_EVERY_MS, 'beat', () => this.beat()));
    for (const { milliseconds, work } of this.jobs.repeated) this.loops.push(this.every(milliseconds, work.constructor.name, () => work.run()));
  }

  /**
   * Finishes what is in hand, for as long as a supervisor has patience. What is not finished then is handed back: its transaction
   * is undone with this process, and another worker takes the message.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    const patience = new AbortController();
    const finished = this.finish().then(() => true);
    const inTime = await Promise.race([finished, delay(PATIENCE_MS, false, { signal: patience.signal })]);
    patience.abort();
    if (inTime) return;
    finished.catch(() => undefined);
    this.logger.warn({ event: 'stopped_in_the_middle', jobs: [...this.inHand] });
    this.backend?.letGo();
  }

  private async finish(): Promise<void> {
    await Promise.all(this.loops);
    await this.worker?.close();
    await this.backend?.close();
    // Where the database is away, the beat gets old by itself.
    await this.housekeeping.run((tx) => tx.query('delete from worker_heartbeat where worker_id = $1', [this.workerId])).catch(() => undefined);
  }

  /** Repeats work until the worker stops; an error is logged by its kind and tried again, not sooner than after a second. */
  private async every(milliseconds: number, name: string, work: () => Promise<unknown>): Promise<void> {
    const outage = new Outage(this.logger, 'loop', { loop: name });
    while (!this.stopping.signal.aborted) {
      let pause = milliseconds;
      try {
        await work();
        outage.works();
      } catch (error) {
        outage.failed(error);
        pause = Math.max(pause, AFTER_FAILURE_MS);
      }
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
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
    const message = { id, payload: job.data as never };
    this.inHand.add(id);
    try {
      await found.handler.handle(message);
      await this.housekeeping.run((tx) => tx.query('delete from outbox where id = $1', [id]));
      this.logger.info({ event: 'job_done', job: job.name, id, ms: Math.round(performance.now() - started) });
    } catch (error) {
      const line = errorLine(error);
      if (isAbsence(error)) {
        this.logger.warn({ event: 'job_postponed', job: job.name, id, ...line });
      } else {
        this.logger.warn({ event: 'job_failed', job: job.name, id, ...line, attempt: job.attemptsMade + 1 });
        await this.countFailure(found, message);
      }
      throw withoutWords(line.kind);
    } finally {
      this.inHand.delete(id);
    }
  }

  /**
   * What fails each time is the message itself, and it is given up when it has failed in all its attempts. A database that was
   * away, full or ended has failed none: who was promised a file gets it, however long that lasted.
   */
  private async countFailure({ job, handler }: FoundHandler, message: JobMessage<JobPayload>): Promise<void> {
    const [counted] = await this.housekeeping.run((tx) =>
      tx.query<{ failures: number }>('update outbox set failures = failures + 1 where id = $1 returning failures', [message.id]),
    );
    if (counted === undefined || counted.failures < job.attempts * job.sendings) return;
    await handler.giveUp?.(message);
    await this.housekeeping.run((tx) => tx.query('update outbox set given_up_at = clock_timestamp() where id = $1', [message.id]));
    this.logger.error({ event: 'job_given_up', job: job.name, id: message.id });
  }

  private async beat(): Promise<void> {
    await this.housekeeping.run((tx) =>
      tx.query(
        `insert into worker_heartbeat (worker_id, beat_at, seals) values ($1, clock_timestamp(), $2)
         on conflict (worker_id) do update set beat_at = excluded.beat_at, seals = excluded.seals`,
        [this.workerId, this.settings.auditDir !== undefined],
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
