import { chooseAssignment } from '../../lib/assignment';
import { signOut } from './api/session';

/** Signs out. @throws ApiProblem when the server could not be told. */
export async function leave(): Promise<void> {
  await signOut(crypto.randomUUID());
  chooseAssignment(null);
  // A full load: nothing that was read stays in the memory of a shared machine.
  window.location.assign('/');
}
