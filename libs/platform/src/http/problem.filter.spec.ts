import type { ArgumentsHost } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import type { TransactionRunner } from '../database/transaction-runner';
import type { Logger } from '../logging/logger';
import { ProblemFilter } from './problem.filter';

/** What the sender is told, and what the log is. */
async function answerTo(error: unknown): Promise<{ readonly status: number; readonly text: string; readonly logged: string }> {
  const logged: unknown[] = [];
  const answer = { status: 0, text: '' };
  const reply = {
    raw: { headersSent: false },
    request: { id: 'r' },
    status: (status: number) => ((answer.status = status), reply),
    header: () => reply,
    send: (text: string) => (answer.text = text),
  };
  const host = { switchToHttp: () => ({ getRequest: () => ({ id: 'r', routeOptions: {} }), getResponse: () => reply }) } as unknown as ArgumentsHost;
  await new ProblemFilter({ error: (line: unknown) => logged.push(line) } as unknown as Logger, {} as TransactionRunner).catch(error, host);
  return { ...answer, logged: JSON.stringify(logged) };
}

describe('an error that nobody expected', () => {
  it.each([new Error('秘密 in a message'), new TypeError('秘密'), '秘密', { name: '秘密', message: '秘密' }])('is told to nobody, and the log holds its kind only: %p', async (error) => {
    const { status, text, logged } = await answerTo(error);
    expect(status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', title: '処理できませんでした。時間をおいて、もう一度お試しください。' });
    expect(text + logged).not.toContain('秘密');
    expect(logged).toContain('internal_error');
  });
});

describe('an error of the rules', () => {
  it('is told in its words and logged by the request alone', async () => {
    expect(await answerTo(notFound())).toMatchObject({ status: 404, logged: '[]' });
  });
});
