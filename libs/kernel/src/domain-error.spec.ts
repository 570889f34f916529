import { conflict, DomainError, invalid, invalidField, notFound, stale } from './domain-error';

describe('DomainError', () => {
  it('is an Error whose message is the one for the screen', () => {
    const error = new DomainError('too_large', 'too_large', { message: '10MBまでにしてください。' });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('DomainError');
    expect(error.message).toBe('10MBまでにしてください。');
  });

  it('lists every field that is wrong', () => {
    const fields = [{ field: 'birthDate', code: 'date_empty', message: '日付を入力してください。' }];
    expect(invalid(fields)).toMatchObject({ code: 'invalid', kind: 'invalid', detail: { fields } });
  });

  it('lifts the code and words of a single wrong field', () => {
    const error = invalidField('phone', 'phone_invalid', '電話番号を確かめてください。');
    expect(error).toMatchObject({ code: 'phone_invalid', kind: 'invalid', message: '電話番号を確かめてください。' });
    expect(error.detail.fields).toEqual([
      { field: 'phone', code: 'phone_invalid', message: '電話番号を確かめてください。' },
    ]);
  });

  it('does not say whether a record is absent or closed', () => {
    expect(notFound().detail).toEqual({ message: '見つからないか、見る権限がありません。' });
  });

  it('carries the moves that are possible, and none where none were named', () => {
    expect(conflict('illegal', '今はできません。', ['reply']).detail.allowed).toEqual(['reply']);
    expect('allowed' in conflict('illegal', '今はできません。').detail).toBe(false);
  });

  it('carries the stored version of a stale edit', () => {
    expect(stale({ version: 3 })).toMatchObject({ kind: 'stale', detail: { current: { version: 3 } } });
  });
});
