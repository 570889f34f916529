import type { INestApplicationContext, Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { declaredJobs, type JobDeclaration, type JobHandler, type JobPayload, type RepeatedWork } from './job';

const handled = new WeakMap<object, JobDeclaration<JobPayload>>();
const repeated = new Map<object, number>();

/** On the provider that handles a job: the worker finds it in the room's jobs module, no list names it. */
export function HandlesJob<P extends JobPayload>(job: JobDeclaration<P>): (handler: Type<JobHandler<P>>) => void {
  return (handler) => void handled.set(handler, job);
}

/** On a provider whose `run` the worker repeats, with so many milliseconds between. */
export function Repeats(milliseconds: number): (work: Type<RepeatedWork>) => void {
  return (work) => void repeated.set(work, milliseconds);
}

export interface FoundHandler {
  readonly job: JobDeclaration<JobPayload>;
  readonly handler: JobHandler;
}

export interface FoundJobs {
  readonly handlers: ReadonlyMap<string, FoundHandler>;
  readonly repeated: readonly { readonly milliseconds: number; readonly work: RepeatedWork }[];
}

/**
 * What the modules of a worker can do; they import DiscoveryModule.
 * @throws Error when two handlers claim one job, a declared job has none, or nobody provides what is to be repeated.
 */
export function findJobs(context: INestApplicationContext, declared: readonly string[] = declaredJobs()): FoundJobs {
  const providers = context.get(DiscoveryService, { strict: false }).getProviders();
  const handlers = new Map<string, FoundHandler>();
  const work = new Map<object, RepeatedWork>();
  for (const { metatype, instance } of providers) {
    if (typeof metatype !== 'function') continue;
    const job = handled.get(metatype);
    if (repeated.has(metatype)) work.set(metatype, instance as RepeatedWork);
    if (!job) continue;
    if (handlers.has(job.name)) throw new Error(`Two handlers for job ${job.name}`);
    handlers.set(job.name, { job, handler: instance as JobHandler });
  }
  const missing = declared.find((name) => !handlers.has(name));
  if (missing !== undefined) throw new Error(`No handler for job ${missing}`);
  return {
    handlers,
    repeated: [...repeated].map(([type, milliseconds]) => {
      const found = work.get(type);
      if (!found) throw new Error(`Nobody provides ${(type as Type).name}, which is to be repeated`);
      return { milliseconds, work: found };
    }),
  };
}
