import 'reflect-metadata';
import { type INestApplicationContext, Injectable, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { findJobs, HandlesJob, Repeats } from './find-jobs';
import { declareJob, type JobHandler, type RepeatedWork } from './job';

const greet = declareJob<{ whom: string }>('test.greet', { attempts: 2 });

@Injectable()
@HandlesJob(greet)
class Greeter implements JobHandler<{ whom: string }> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@Injectable()
@HandlesJob(greet)
class SecondGreeter extends Greeter {}

@Injectable()
@Repeats(1_000)
class Sweeper implements RepeatedWork {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

/** A room's jobs module, somewhere below the module of the worker. */
async function workerWith(...providers: readonly Type[]): Promise<INestApplicationContext> {
  class Room {}
  Module({ providers: [...providers] })(Room);
  class Worker {}
  Module({ imports: [DiscoveryModule, Room] })(Worker);
  return NestFactory.createApplicationContext(Worker, { logger: false, abortOnError: false });
}

describe('the jobs of a worker', () => {
  it('are found where the rooms provide them', async () => {
    const context = await workerWith(Greeter, Sweeper);
    const { handlers, repeated } = findJobs(context);
    expect([...handlers.values()]).toEqual([{ job: greet, handler: context.get(Greeter, { strict: false }) }]);
    expect(repeated).toEqual([{ milliseconds: 1_000, work: context.get(Sweeper, { strict: false }) }]);
  });

  it('each have a handler, and one', async () => {
    const [without, twice] = [await workerWith(Sweeper), await workerWith(Greeter, SecondGreeter, Sweeper)];
    expect(() => findJobs(without)).toThrow('No handler for job test.greet');
    expect(() => findJobs(twice)).toThrow('Two handlers for job test.greet');
  });

  it('are not forgotten where they repeat', async () => {
    const context = await workerWith(Greeter);
    expect(() => findJobs(context)).toThrow('Nobody provides Sweeper');
  });

  it('have names of their own', () => {
    expect(() => declareJob('test.greet')).toThrow('declared twice');
  });
});
