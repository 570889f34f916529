import { ValidationPipe } from '@nestjs/common';
import { type FieldError, invalid } from '@madoguchi/kernel';
import type { ValidationError } from 'class-validator';

/** Bodies are checked whole; every wrong field is named with its path, a stable code and a sentence. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) => toFieldError(field, name, message));
  const nested = (error.children ?? []).flatMap((child) => fieldErrors(child, field));
  return [...own, ...nested];
}

function toFieldError(field: string, name: string, message: string): FieldError {
  const bar = message.indexOf('|');
  if (bar > 0) return { field, code: message.slice(0, bar), message: message.slice(bar + 1) };
  if (name === 'whitelistValidation') return { field, code: 'unknown_field', message: 'この画面にない項目が送られました。画面を読み込み直してください。' };
  return { field, code: 'value', message: '入力内容を確かめてください。' };
}
