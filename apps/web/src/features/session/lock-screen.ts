import { cover, isLocked, tellTabs } from '../../lib/lock';
import { flushDrafts } from '../../lib/open-drafts';
import { asProblem } from '../../lib/problem';
import { lockSession } from './api/session';

const RETRY = 5_000;

/**
 * 離席ロック: covers the screen at once, sends what is typed to the drafts, then has the server refuse everything but
 * the password. A server that does not answer is told again until it does: a reload must not open the screen.
 */
export async function lockScreen(): Promise<void> {
  if (isLocked()) return;
  cover();
  tellTabs('locked');
  await flushDrafts();
  await tellServer();
}

async function tellServer(): Promise<void> {
  if (!isLocked()) return;
  try {
    await lockSession();
  } catch (error) {
    if (asProblem(error).outcomeUnknown) setTimeout(() => void tellServer(), RETRY);
  }
}

/** Another tab of the browser locked: this one is covered and its text saved too. */
export async function followLock(): Promise<void> {
  cover();
  await flushDrafts();
}
