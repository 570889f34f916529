/** A code of any list, as a column holds it and a command names it. */
export const CODE_PATTERN = /^[A-Za-z0-9_.-]{1,40}$/;

/** Class of a column in the register of columns (COMMENT ON); a test compares it with the database. */
export type FieldClass = 'personal' | 'sensitive' | 'domain' | 'technical';

/** What stands in the column of a field that nobody has filled in; `never`: it has to be filled in. */
export type Absence = 'never' | 'null' | 'blank' | 'open';

interface Told {
  /** The one word for the field: on screens, in messages, in the audit record and in a 開示 copy. */
  readonly label: string;
  readonly class: FieldClass;
  readonly absent: Absence;
  /** Name in the audit record, where the name of the field alone would not say whose it is. */
  readonly recordedAs?: string;
}

export interface TextLimits {
  readonly max: number;
  /** Lines of its box on screen; without it the text is one line. */
  readonly rows?: number;
  readonly pattern?: RegExp;
  /** What a value that does not match the pattern should look like. */
  readonly like?: string;
  /** A declared number: twelve digits are nothing unusual here. */
  readonly anyDigits?: boolean;
  /** The audit record keeps length and hash only: the text itself stands in the record for good. */
  readonly digested?: boolean;
}

export interface TextField extends Told, TextLimits {
  readonly kind: 'text';
}
/** A calendar date. */
export interface DayField extends Told {
  readonly kind: 'day';
}
/** A word of the field: an entry of the dated list of this name. */
export interface CodeField extends Told {
  readonly kind: 'code';
  readonly list: string;
}
/** A state of a machine of the product: `values` are all there are, the list holds their words. */
export interface StateField<V extends string = string> extends Told {
  readonly kind: 'state';
  readonly list: string;
  readonly values: readonly V[];
}
export interface WholeField extends Told {
  readonly kind: 'whole';
  readonly min: number;
  readonly max: number;
}
/** A number with at most one decimal place. */
export interface DecimalField extends Told {
  readonly kind: 'decimal';
  readonly min: number;
  readonly max: number;
}
export interface FlagField extends Told {
  readonly kind: 'flag';
}
/** Another record or a colleague, by id. */
export interface IdField extends Told {
  readonly kind: 'id';
}

export type Field = TextField | DayField | CodeField | StateField | WholeField | DecimalField | FlagField | IdField;
type Kept<F> = F & { readonly absent: 'never' };
type With<F, A extends Absence> = Omit<F, 'absent'> & { readonly absent: A };

const told = (label: string, of: FieldClass) => ({ label, class: of, absent: 'never' }) as const;

export const text = (label: string, of: FieldClass, limits: TextLimits): Kept<TextField> => ({ kind: 'text', ...told(label, of), ...limits });
export const day = (label: string, of: FieldClass): Kept<DayField> => ({ kind: 'day', ...told(label, of) });
export const coded = (label: string, list: string, of: FieldClass): Kept<CodeField> => ({ kind: 'code', list, ...told(label, of) });
export const state = <const V extends string>(label: string, list: string, values: readonly V[], of: FieldClass): Kept<StateField<V>> => ({
  kind: 'state',
  list,
  values,
  ...told(label, of),
});
export const whole = (label: string, of: FieldClass, min: number, max: number): Kept<WholeField> => ({ kind: 'whole', min, max, ...told(label, of) });
export const decimal = (label: string, of: FieldClass, min: number, max: number): Kept<DecimalField> => ({ kind: 'decimal', min, max, ...told(label, of) });
export const flag = (label: string, of: FieldClass): Kept<FlagField> => ({ kind: 'flag', ...told(label, of) });
export const idOf = (label: string, of: FieldClass): Kept<IdField> => ({ kind: 'id', ...told(label, of) });

/** May be left out; its column is then null. */
export const optional = <F extends Field>(field: F): With<F, 'null'> => ({ ...field, absent: 'null' });
/** May be left out; its column, which knows no null, then holds an empty text. */
export const mayBeBlank = <F extends TextField>(field: F): With<F, 'blank'> => ({ ...field, absent: 'blank' });
/** The first day on which something is no longer so: `infinity` while it goes on. */
export const openEnded = <F extends DayField>(field: F): With<F, 'open'> => ({ ...field, absent: 'open' });
/** The name under which the audit record keeps the field. */
export const recordedAs = <F extends Field>(name: string, field: F): F => ({ ...field, recordedAs: name });
