import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { CODE_PATTERN, containsMyNumber, faultOfText, isIsoDate, type TextFault } from '@madoguchi/kernel';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  registerDecorator,
  ValidateBy,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';

/**
 * Fields of request bodies: each decorator checks, documents, and says in Japanese which field is wrong and what to do.
 * Every message begins with a stable code and a bar; the validation pipe splits them.
 */
const say = (code: string, sentence: string): { message: string } => ({ message: `${code}|${sentence}` });

export interface TextOptions {
  readonly max: number;
  readonly optional?: boolean;
  readonly pattern?: RegExp;
  /** What a value that does not match the pattern should look like. */
  readonly like?: string;
  /** Declared code columns may hold twelve digits. */
  readonly numberColumn?: boolean;
  /** Lines of its box on screen; without it the text is one line. */
  readonly rows?: number;
}

/** A field that may be absent. A null says the same: no rule behind it has to know both. */
export function Absent(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => value ?? undefined),
    IsOptional(),
  );
}

/** Documents a field, and lets it be absent where it may be. */
function field(property: ApiPropertyOptions, optional: boolean | undefined): readonly PropertyDecorator[] {
  return optional ? [Absent(), ApiPropertyOptional(property)] : [ApiProperty(property)];
}

/** Trimmed text. Blank counts as absent. */
export function Text(label: string, options: TextOptions): PropertyDecorator {
  const property = { type: String, description: label, maxLength: options.max };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || (options.optional ? undefined : '') : value)),
    ...field(options.optional ? property : { ...property, minLength: 1 }, options.optional),
    IsString(say('not_text', `${label}を文字で入力してください。`)),
    ...(options.optional ? [] : [MinLength(1, say('required', `${label}を入力してください。`))]),
    MaxLength(options.max, say('too_long', `${label}は${options.max}文字以内で入力してください。`)),
    ...(options.pattern ? [Matches(options.pattern, say('format', `${label}は${options.like ?? '決められた形'}で入力してください。`))] : []),
    NoControlCharacters(label),
    PlainText(label, options.rows === undefined),
    ...(options.numberColumn ? [] : [NoMyNumber(label)]),
  );
}

/** A calendar date, YYYY-MM-DD. Screens translate 和暦 before sending. */
export function CalendarDate(label: string, options: { readonly optional?: boolean } = {}): PropertyDecorator {
  const property = { type: String, format: 'date', description: label };
  return applyDecorators(
    ...field(property, options.optional),
    ValidateBy(
      { name: 'isCalendarDate', validator: { validate: (value: unknown) => typeof value === 'string' && isIsoDate(value) } },
      say('date', `${label}は実際にある日付を入力してください（例 R8.11.20）。`),
    ),
  );
}

/** A month, YYYY-MM. */
export function Month(label: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, description: label, pattern: '^\\d{4}-\\d{2}$' }),
    Matches(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, say('month', `${label}は年と月で選んでください。`)),
  );
}

/** One of a fixed list of codes. */
export function OneOf(label: string, codes: readonly string[], options: { readonly optional?: boolean } = {}): PropertyDecorator {
  const property = { enum: [...codes], description: label };
  return applyDecorators(
    ...field(property, options.optional),
    IsIn([...codes], say('unknown_code', `${label}を選択肢から選んでください。`)),
  );
}

/** A code of a dated list, named for whoever reads the description; whether it is in force is the use case's question. */
export function CodeOf(label: string, list: string, options: { readonly optional?: boolean } = {}): PropertyDecorator {
  const property = { type: String, description: label, maxLength: 40, 'x-code-list': list };
  return applyDecorators(
    ...field(property, options.optional),
    Matches(CODE_PATTERN, say('unknown_code', `${label}を選択肢から選んでください。`)),
  );
}

export function IdOf(label: string, options: { readonly optional?: boolean } = {}): PropertyDecorator {
  const property = { type: String, format: 'uuid', description: label };
  return applyDecorators(
    // Ids are compared as text too, and RFC 9562 lets them come in capitals.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    ...field(property, options.optional),
    IsUUID('all', say('id', `${label}の指定が正しくありません。画面を読み込み直してください。`)),
  );
}

/** Several ids, at most `max`. */
export function IdsOf(label: string, max: number): PropertyDecorator {
  const wrong = say('id', `${label}の指定が正しくありません。画面を読み込み直してください。`);
  return applyDecorators(...field({ type: String, format: 'uuid', isArray: true, description: label }, true), IsArray(wrong), ArrayMaxSize(max, wrong), IsUUID('all', { each: true, ...wrong }));
}

export function Flag(label: string, options: { readonly optional?: boolean } = {}): PropertyDecorator {
  return applyDecorators(...field({ type: Boolean, description: label }, options.optional), IsBoolean(say('flag', `${label}を選んでください。`)));
}

export function Whole(label: string, min: number, max: number, options: { readonly optional?: boolean } = {}): PropertyDecorator {
  const range = say('range', `${label}は${min}から${max}までの整数で入力してください。`);
  return applyDecorators(
    ...field({ type: 'integer', minimum: min, maximum: max, description: label }, options.optional),
    IsInt(range),
    Min(min, range),
    Max(max, range),
  );
}

/** A number with at most one decimal place, or as many as `places` says. */
export function Decimal(label: string, min: number, max: number, options: { readonly optional?: boolean; readonly places?: number } = {}): PropertyDecorator {
  const range = say('range', `${label}は${min}から${max}までの数で入力してください。`);
  const property = { type: Number, minimum: min, maximum: max, description: label };
  return applyDecorators(
    ...field(property, options.optional),
    IsNumber({ maxDecimalPlaces: options.places ?? 1 }, range),
    Min(min, range),
    Max(max, range),
  );
}

interface ListOptions {
  /** Entries at most. */
  readonly most: number;
  /** 「code|sentence」 for what is no list of such entries. */
  readonly wrong: string;
  readonly tooMany?: string;
  /** Said where it is empty; absent: it may be. */
  readonly tooFew?: string;
  readonly optional?: boolean;
}

/** Several records of a class, each checked as one; an entry that is a list itself is none. */
export function ListOf(type: () => new () => object, { most, wrong, tooMany = wrong, tooFew, optional = false }: ListOptions): PropertyDecorator {
  return applyDecorators(
    // The documentation knows a function that names a class by its name, `type`.
    ApiProperty({ type: () => type(), isArray: true, required: !optional }),
    ...(optional ? [Absent()] : []),
    IsArray({ message: wrong }),
    IsObject({ each: true, message: wrong }),
    ...(tooFew === undefined ? [] : [ArrayMinSize(1, { message: tooFew })]),
    ArrayMaxSize(most, { message: tooMany }),
    ValidateNested({ each: true }),
    Type(type),
  );
}

/** Several codes of a dated list; `allowed` narrows them to what a rule knows. */
export function CodesOf(label: string, list: string, max: number, allowed?: readonly string[]): PropertyDecorator {
  const wrong = say('unknown_code', `${label}を選択肢から選んでください。`);
  return applyDecorators(
    ApiProperty({ type: String, isArray: true, description: label, ...(allowed ? { enum: [...allowed] } : {}), ...{ 'x-code-list': list } }),
    IsArray(wrong),
    ArrayMaxSize(max, wrong),
    allowed ? IsIn([...allowed], { each: true, ...wrong }) : Matches(CODE_PATTERN, { each: true, ...wrong }),
  );
}

/** Nor half of a surrogate pair: UTF-8 has no form for it, and the database would be given another character. */
function NoControlCharacters(label: string): PropertyDecorator {
  return Matches(/^[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}\u{d800}-\u{dfff}]*$/u, say('control_character', `${label}に使えない文字が含まれています。入力し直してください。`));
}

const TEXT_FAULTS: Readonly<Record<TextFault, (label: string) => string>> = {
  turned_around: (label) => `${label}に、文字の向きを変える見えない文字が含まれています。入力し直してください。`,
  one_line: (label) => `${label}は改行やタブを入れずに、1行で入力してください。`,
  lost_character: (label) => `${label}に、読み取れなかった文字（\uFFFD）が含まれています。正しい文字で入力し直してください。`,
  nothing_visible: (label) => `${label}に、見える文字がありません。入力し直してください。`,
};

/** One rule, which says what is wrong: each fault has its own code and its own sentence. */
function PlainText(label: string, oneLine: boolean): PropertyDecorator {
  const faultOf = (value: unknown): TextFault | undefined => (typeof value === 'string' ? faultOfText(value, oneLine) : undefined);
  const message = ({ value }: ValidationArguments): string => {
    const fault = faultOf(value) ?? 'nothing_visible';
    return say(fault, TEXT_FAULTS[fault](label)).message;
  };
  return ValidateBy({ name: 'plainText', validator: { validate: (value: unknown) => faultOf(value) === undefined } }, { message });
}

/**
 * A twelve-digit number with a valid check digit stops with 「マイナンバーですか」. When the number was named as
 * another kind (the body's numberNotes), it goes on. The digits are never part of the message.
 */
function NoMyNumber(label: string): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'noMyNumber',
      target: target.constructor,
      propertyName: String(property),
      options: say('my_number_suspected', `${label}にマイナンバーと思われる番号があります。マイナンバーは登録できません。消すか、番号の種類を選んでください。`),
      validator: {
        validate(value: unknown, given?: ValidationArguments): boolean {
          if (typeof value !== 'string' || !containsMyNumber(value)) return true;
          const body: unknown = given?.object;
          if (typeof body !== 'object' || body === null || !('numberNotes' in body)) return false;
          const notes: unknown = body.numberNotes;
          return Array.isArray(notes) && notes.some((note: unknown) => typeof note === 'object' && note !== null && 'field' in note && note.field === property);
        },
      },
    });
  };
}
