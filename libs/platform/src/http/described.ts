import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Field, Fields, RecordOf, Shown, Typed } from '@madoguchi/kernel';
import { CalendarDate, CodeOf, Decimal, Flag, IdOf, OneOf, Text, Whole } from './fields';

/** A class on which described fields are put; what they share (numberNotes, keys) is its own. */
export type Base<B> = abstract new () => B;

/** Checks and documents a property of a body as the field of a record is described; a command may insist on it. */
export function Described(field: Field, options: { readonly optional?: boolean } = { optional: field.absent !== 'never' }): PropertyDecorator {
  const { label } = field;
  switch (field.kind) {
    case 'text':
      return Text(label, { ...field, ...options, numberColumn: field.anyDigits ?? false });
    case 'day':
      return CalendarDate(label, options);
    case 'code':
      return CodeOf(label, field.list, options);
    case 'state':
      return OneOf(label, field.values, options);
    case 'id':
      return IdOf(label, options);
    case 'flag':
      return Flag(label, options);
    case 'whole':
      return Whole(label, field.min, field.max, options);
    case 'decimal':
      return Decimal(label, field.min, field.max, options);
  }
}

/** Body of a command that fills in these fields: `class XDto extends dtoOf(RECORD, TypedTextDto)`. */
export function dtoOf<F extends Fields, B extends object = object>(record: RecordOf<F>, base?: Base<B>): new () => Typed<F> & B {
  return withProperties(record, base, (field) => Described(field)) as new () => Typed<F> & B;
}

/** Answer that shows these fields. */
export function answerOf<F extends Fields, B extends object = object>(record: RecordOf<F>, base?: Base<B>): new () => Shown<F> & B {
  return withProperties(record, base, Documented) as new () => Shown<F> & B;
}

function Documented(field: Field): PropertyDecorator {
  const nullable = field.absent === 'null' || field.absent === 'open';
  return applyDecorators(ApiProperty({ ...shapeOf(field), description: field.label, ...(nullable ? { nullable } : {}) }));
}

function shapeOf(field: Field): ApiPropertyOptions {
  switch (field.kind) {
    case 'flag':
      return { type: Boolean };
    case 'whole':
    case 'decimal':
      return { type: Number };
    case 'state':
      return { enum: [...field.values] };
    case 'day':
      return { type: String, format: 'date' };
    case 'id':
      return { type: String, format: 'uuid' };
    case 'text':
    case 'code':
      return { type: String };
  }
}

function withProperties(record: RecordOf, base: Base<object> | undefined, decorate: (field: Field) => PropertyDecorator): new () => object {
  const Described = base === undefined ? class {} : class extends base {};
  for (const [name, field] of Object.entries(record.fields)) decorate(field)(Described.prototype, name);
  return Described;
}
