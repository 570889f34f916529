import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@madoguchi/platform';
import { createApp } from '../../../apps/api/src/create-app';
import { startTestApp, type TestApp } from '../../support/app';

// Real: the composed api, listening, and connections as a proxy keeps them.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
}, 60_000);
afterAll(() => t.stop());

it('an api ends within a second while a proxy keeps connections, used and unused ones, and answers what it has in hand', async () => {
  const app = await createApp(t.settings, createLogger('api', 'silent'));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  const ask = 'GET /api/reference HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n';
  const used = await open();
  used.write(ask);
  await once(used, 'data');
  const unused = await open();
  const inHand = await open();
  let answered = '';
  inHand.on('data', (bytes: Buffer) => void (answered += bytes.toString()));
  inHand.write(ask);
  await pause(1);
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(answered).toMatch(/^HTTP\/1\.1 (200|401)/);
  for (const socket of [used, unused, inHand]) socket.destroy();
}, 30_000);
