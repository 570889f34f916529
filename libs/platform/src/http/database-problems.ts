import { conflict, DomainError, invalid, notFound } from '@madoguchi/kernel';
import { busy } from '../database/absence';
import { refusedEntry } from '../database/entry';

/**
 * The last line of defence speaks too: a constraint that a rule forgot, or that two requests raced for, becomes a
 * stable code. The values that the server quotes in its detail go nowhere.
 */
export function fromDatabase(driverError: unknown): DomainError | undefined {
  if (typeof driverError !== 'object' || driverError === null || !('code' in driverError)) return undefined;
  const constraint = 'constraint' in driverError ? String(driverError.constraint) : '';
  switch (driverError.code) {
    case '23505':
      return conflict(`duplicate:${constraint}`, 'すでに登録されています。最新の内容を確かめてください。');
    case '23514':
      return invalid([{ field: '', code: `check:${constraint}`, message: '入力内容の組み合わせが正しくありません。日付の前後などを確かめてください。' }]);
    // A rule that only the database can judge, raised with its own code and sentence; neither holds a value.
    case 'MD409':
      return conflict(constraint, 'message' in driverError ? String(driverError.message) : '');
    case 'MD401':
    case 'MD503':
      return refusedEntry(constraint);
    // lock_not_available
    case '55P03':
      return busy();
    case '23503':
    case '42501':
      return notFound();
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '22P02':
    case '22P05':
    case '22021':
    case '23502':
      return invalid([{ field: '', code: 'value', message: '使えない値が含まれています。入力内容を確かめてください。' }]);
    default:
      return undefined;
  }
}
