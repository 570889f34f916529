import 'reflect-metadata';
import { IsString } from 'class-validator';
import { DomainError } from '@madoguchi/kernel';
import { Text } from './fields';
import { validationPipe } from './validation';

class Body {
  @Text('氏名', { max: 3 }) name: string;
  /** A rule for which nobody has written a sentence. */
  @IsString() bare: string;
}

async function refused(body: object): Promise<DomainError> {
  try {
    await validationPipe().transform(body, { type: 'body', metatype: Body });
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('The body was taken');
}

describe('a body that is wrong', () => {
  it('is told field by field in Japanese, and never with what stood in it', async () => {
    const { detail } = await refused({ name: '秘密の氏名', bare: { 秘密: '秘密' } });
    expect(detail.fields?.map(({ field }) => field)).toEqual(['name', 'bare']);
    for (const { code, message } of detail.fields ?? []) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(message).toMatch(/[ぁ-ん]/);
      expect(code + message).not.toMatch(/秘密|must be/);
    }
  });

  it('takes no field that the route does not know', async () => {
    expect((await refused({ name: '葵', bare: '', role: 'administrator' })).detail.fields).toEqual([expect.objectContaining({ field: 'role', code: 'unknown_field' })]);
  });
});
