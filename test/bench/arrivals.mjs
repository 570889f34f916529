/**
 * The open loop: each request is due by the clock, whether or not those before it have been answered, as people arrive at
 * counters who know nothing of each other. Latency counts from when a request was due, so that a server that stands still
 * cannot hide it, nor can we.
 */
import { constants, getPriority, setPriority } from 'node:os';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection, requestText, succeeded } from './connection.mjs';
import { round } from './figures.mjs';

/** Whoever waits longer than this goes away. */
const PATIENCE_MS = 10_000;
/** As the proxy in front of the application, we hold no more connections than this; who comes then waits before it. */
const CONNECTIONS = 500;
/** Shorter than either server keeps a connection that nobody uses. */
const IDLE_MS = 3_000;

/**
 * @param {{ port: number, perSecond: number, milliseconds: number, patience?: number, next: () => Parameters<typeof requestText>[0] & { kind: string } }} what
 * @returns what was offered and answered, by kind of request and of error; latencies of successes, and our own lag, in ms
 */
export async function offer({ port, perSecond, milliseconds, next, patience = PATIENCE_MS }) {
  const endHaste = hurry();
  const desk = new Desk(port, patience);
  const total = Math.max(1, Math.round((perSecond * milliseconds) / 1_000));
  const started = performance.now();
  const due = (number) => started + (number * 1_000) / perSecond;
  let offered = 0;
  while (offered < total) {
    const now = performance.now();
    for (; offered < total && due(offered) <= now; offered += 1) desk.receive(next(), due(offered));
    desk.letGo();
    await pause(1);
  }
  const inTime = desk.answered;
  const seconds = (performance.now() - started) / 1_000;
  while (desk.busy) {
    await pause(10);
    desk.letGo();
  }
  desk.close();
  endHaste();
  return { offered, offeredPerSecond: round(offered / seconds, 1), answeredPerSecond: round(inTime / seconds, 1), ...desk.told() };
}

/** Where the system lets us: when all want the cores, the servers shall fall behind and not the clock. */
function hurry() {
  const before = getPriority();
  const set = (priority) => {
    try {
      setPriority(priority);
    } catch {
      // Not allowed: the lag tells.
    }
  };
  set(constants.priority.PRIORITY_HIGHEST);
  return () => set(before);
}

class Desk {
  #port;
  #patience;
  #idle = [];
  #open = 0;
  /** Both in the order in which they came: who came first has his turn first, and loses patience first. */
  #waiting = new Set();
  #asking = new Set();
  #latency = createHistogram();
  #lag = createHistogram();
  #kinds = new Map();
  #turnedAway = 0;
  #errors = { status: {}, timeout: 0, refused: 0, broken: 0, unsent: 0 };
  #closed = false;
  answered = 0;

  constructor(port, patience) {
    this.#port = port;
    this.#patience = patience;
  }

  get busy() {
    return this.#waiting.size + this.#asking.size > 0;
  }

  receive(request, due) {
    record(this.#lag, performance.now() - due);
    this.#waiting.add({ due, request, connection: undefined });
    this.#serve();
  }

  /** Takes away whose patience has ended; before a question is sent, half of it is enough. */
  letGo() {
    const now = performance.now();
    for (const one of this.#waiting) {
      if (one.due > now - this.#patience / 2) break;
      this.#waiting.delete(one);
      this.#errors.unsent += 1;
    }
    for (const one of this.#asking) {
      if (one.due > now - this.#patience) break;
      this.#fail(one, 'timeout');
      one.connection?.close();
    }
    this.#serve();
  }

  close() {
    this.#closed = true;
    for (const { connection } of this.#idle) connection.close();
  }

  told() {
    const kinds = [...this.#kinds].map(([kind, latency]) => [kind, { answered: latency.count, ...percentiles(latency) }]);
    return {
      answered: this.answered, turnedAway: this.#turnedAway, errors: this.#errors, ...percentiles(this.#latency),
      kinds: Object.fromEntries(kinds), lag: { ...percentiles(this.#lag), maxMs: ms(this.#lag.max) },
    };
  }

  #serve() {
    for (const one of this.#waiting) {
      if (this.#idle.length === 0 && this.#open >= CONNECTIONS) return;
      this.#waiting.delete(one);
      this.#asking.add(one);
      void this.#ask(one).then(() => this.#serve());
    }
  }

  async #ask(one) {
    try {
      const connection = await this.#connection();
      one.connection = connection;
      // Meanwhile gone: the next one may have it.
      if (this.#asking.has(one)) this.#count(one, (await connection.send(requestText(one.request))).status);
      if (this.#closed) connection.close();
      else this.#idle.push({ connection, since: performance.now() });
    } catch (error) {
      this.#open -= 1;
      this.#fail(one, error.code === 'ECONNREFUSED' ? 'refused' : 'broken');
    }
  }

  /** The one used last, so that the others can become old. */
  async #connection() {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (!kept.connection.closed && performance.now() - kept.since < IDLE_MS) return kept.connection;
      kept.connection.close();
      this.#open -= 1;
    }
    this.#open += 1;
    return Connection.open(this.#port);
  }

  #count(one, status) {
    if (!this.#asking.delete(one)) return;
    if (succeeded(status)) {
      const took = performance.now() - one.due;
      const { kind } = one.request;
      if (!this.#kinds.has(kind)) this.#kinds.set(kind, createHistogram());
      record(this.#kinds.get(kind), took);
      record(this.#latency, took);
      this.answered += 1;
    } else if (status === 503) this.#turnedAway += 1;
    else this.#errors.status[status] = (this.#errors.status[status] ?? 0) + 1;
  }

  #fail(one, kind) {
    if (this.#asking.delete(one)) this.#errors[kind] += 1;
  }
}

/** Histograms hold whole numbers above 0: microseconds. */
const record = (histogram, milliseconds) => histogram.record(Math.max(1, Math.round(milliseconds * 1_000)));
const ms = (microseconds) => round(microseconds / 1_000);
const percentiles = (histogram) => ({ p50Ms: ms(histogram.percentile(50)), p99Ms: ms(histogram.percentile(99)) });
