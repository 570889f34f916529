import { findMyNumbers } from '@madoguchi/kernel';
import { ApiProblem } from './problem';

/** What a twelve-digit number is, when somebody was asked and said that it is no マイナンバー. */
export type NumberKind = 'licence' | 'ledger' | 'account' | 'telephone' | 'other';

export interface NumberNote {
  readonly field: string;
  readonly kind: NumberKind;
}

// In the memory of this page only: never stored, never logged.
const answers = new Map<string, NumberKind>();

/** Stands at a field whose number has no answer yet; the field then asks. */
export const NUMBER_QUESTION = 'マイナンバーかもしれない番号があります。消すか、何の番号かを答えてください。';

const suspects = (text: string): readonly string[] => findMyNumbers(text).map((span) => text.slice(span.start, span.end));

/** Remembers the answer for the numbers in this text, so that nobody is asked twice about the same number. */
export function answerNumbers(text: string, kind: NumberKind): void {
  for (const digits of suspects(text)) answers.set(digits, kind);
}

/** True where the text holds what may be a マイナンバー and nobody has said what it is. */
export function hasUnansweredNumber(text: string): boolean {
  return suspects(text).some((digits) => !answers.has(digits));
}

/**
 * A command's body with what the typist answered about its numbers.
 * @throws ApiProblem (nothing is sent) while a number has no answer: the field's error brings the question up.
 */
export function withNumberNotes<T extends object>(body: T, prefix = ''): T & { numberNotes?: NumberNote[] } {
  const texts = Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const open = texts.filter(([, text]) => hasUnansweredNumber(text));
  if (open.length > 0) {
    throw new ApiProblem({
      status: 422,
      code: 'my_number_suspected',
      title: 'マイナンバーかもしれない番号があります。',
      errors: open.map(([field]) => ({
        field: `${prefix}${field}`,
        code: 'my_number_suspected',
        message: NUMBER_QUESTION,
      })),
    });
  }
  const numberNotes = texts.flatMap(([field, text]) => {
    const kind = answers.get(suspects(text)[0] ?? '');
    return kind === undefined ? [] : [{ field, kind }];
  });
  return numberNotes.length === 0 ? body : { ...body, numberNotes };
}
