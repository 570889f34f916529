import type { TestApp } from '../support/app';
import type { SharedPerson } from './world';

/** A person whom Hello Work has accepted, and about whom it has written something that may be passed on. */
export async function metPerson(t: TestApp, familyName: string): Promise<SharedPerson> {
  const person = await t.world.sharedPerson({ familyName });
  await t.world.consultation(person, { content: '安定所での相談' });
  return person;
}
