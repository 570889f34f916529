import { fromDatabase } from './database-problems';

/** What the driver gives, with a value of somebody in every place where the server may quote one. */
const told = (code: string): object => ({ code, constraint: 'household_one_head', message: '秘密', detail: 'Key (family_name)=(秘密) already exists.', where: '秘密', hint: '秘密' });

describe('what the database refuses', () => {
  it.each(['42501', '23503'])('sounds like something that is not there, whether a policy or a key refused it (%s)', (code) => {
    expect(fromDatabase(told(code))).toMatchObject({ code: 'not_found', kind: 'not_found', detail: { message: '見つからないか、見る権限がありません。' } });
  });

  it.each(['23505', '23514', '22P02', '22001', '23502'])('is told without the values that it met (%s)', (code) => {
    const problem = fromDatabase(told(code));
    expect(problem).toBeDefined();
    expect(JSON.stringify([problem?.code, problem?.message, problem?.detail])).not.toContain('秘密');
  });

  it('is nobody’s business where it is no refusal', () => {
    expect(fromDatabase(told('57014'))).toBeUndefined();
    expect(fromDatabase(undefined)).toBeUndefined();
  });
});
