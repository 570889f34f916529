import { answerNumbers, hasUnansweredNumber, withNumberNotes } from './number-notes';
import { ApiProblem } from './problem';

/** Twelve digits with the check digit of a マイナンバー; belongs to nobody. */
const SUSPECT = '123456789018';
const ANOTHER = '234567890121';

function refusal(run: () => unknown): ApiProblem {
  try {
    run();
  } catch (error) {
    if (error instanceof ApiProblem) return error;
  }
  throw new Error('nothing was refused');
}

describe('withNumberNotes', () => {
  it('sends nothing while a number has no answer, and names the field by its path', () => {
    const problem = refusal(() => withNumberNotes({ body: `台帳 ${SUSPECT}`, itemGroup: 'plan' }, 'parts.2.'));
    expect(problem.errors.map((error) => error.field)).toEqual(['parts.2.body']);
    expect(problem.status).toBe(422);
  });

  it('sends the answer with the body, also when the text around the number was changed', () => {
    answerNumbers(`台帳 ${SUSPECT}`, 'ledger');
    expect(hasUnansweredNumber(`番号は${SUSPECT}です`)).toBe(false);
    expect(withNumberNotes({ content: `番号は${SUSPECT}です`, mode: 'counter' })).toEqual({
      content: `番号は${SUSPECT}です`,
      mode: 'counter',
      numberNotes: [{ field: 'content', kind: 'ledger' }],
    });
  });

  it('asks again for a number that was not asked about', () => {
    answerNumbers(SUSPECT, 'ledger');
    expect(hasUnansweredNumber(`${SUSPECT} と ${ANOTHER}`)).toBe(true);
  });

  it('leaves a body without such a number as it is', () => {
    const body = { content: '電話 083-000-1234', version: 3 };
    expect(withNumberNotes(body)).toBe(body);
  });
});
