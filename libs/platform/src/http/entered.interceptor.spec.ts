import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import { Entry } from '../database/entry';
import { EnteredInterceptor } from './entered.interceptor';

/** What is answered for a request that asks with a permission, and of which the database said this; absent for a public one. */
function answered(state?: Entry['state']): Promise<unknown> {
  const entry = state === undefined ? undefined : Object.assign(new Entry({ session: '' }, 'clients.read', false), { state });
  const context = { switchToHttp: () => ({ getRequest: () => (entry ? { ctx: { entry } } : {}) }) } as unknown as ExecutionContext;
  return lastValueFrom(new EnteredInterceptor().intercept(context, { handle: () => of('an answer') } as CallHandler));
}

it('answers what the database has let in, and what asks for no permission; nothing else', async () => {
  expect(await answered('let in')).toBe('an answer');
  expect(await answered()).toBe('an answer');
  await expect(answered('unasked')).rejects.toThrow('without having asked');
  await expect(answered('refused')).rejects.toThrow('without having asked');
});
