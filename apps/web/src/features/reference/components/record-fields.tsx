import type { Fields, RecordOf } from '@madoguchi/kernel';
import type { ReactNode } from 'react';
import { Checkbox, type Choice, RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import type { FieldProps } from '../../../components/field';
import { TextArea, TextInput } from '../../../components/text-input';
import type { DateEntry } from '../../../lib/dates';
import type { FormValues } from '../../../lib/record-values';
import type { FieldBinding, FormState } from '../../../lib/use-form';
import { useCodes } from '../use-codes';

/** How a box looks at its place; what it is called and takes follows from the description. */
interface Look extends Pick<FieldProps, 'hint' | 'large' | 'className'> {
  /** True where the record as a whole may be left out, false where no mark is wanted; else the description says it. */
  readonly optional?: boolean | undefined;
  /** For an id, whose names only the screen knows; for a code, which of the list may be chosen here. */
  readonly choices?: readonly Choice[] | undefined;
  readonly radio?: boolean;
  /** Day of the record, on which its words must be in force; today where none is given. */
  readonly on?: string | null | undefined;
  readonly type?: 'tel';
  readonly inputMode?: 'numeric';
  /** Width of a text of a known length. */
  readonly columns?: number | undefined;
  /** 生年月日: the echo ends with the age. */
  readonly birth?: boolean;
}

interface RecordFieldProps<F extends Fields, K extends keyof F & string> extends Look {
  readonly of: RecordOf<F>;
  readonly name: K;
  readonly form: Pick<FormState<FormValues<F>>, 'field'>;
}

/** The box of one field of a record. */
export function RecordField<F extends Fields, K extends keyof F & string>({ of, name, form, optional, choices, radio, on, birth, type, inputMode, columns, ...look }: RecordFieldProps<F, K>): ReactNode {
  const codes = useCodes();
  const field = of.fields[name];
  if (field === undefined) return null;
  const required = field.absent === 'never' && optional !== true;
  // The box of a kind holds the values of that kind (`FormValues`); a switch on the kind does not tell the compiler so.
  const bound = <V,>(): FieldBinding<V> => form.field(name) as unknown as FieldBinding<V>;
  const shared = { label: field.label, required, optional: optional ?? !required, ...look };
  switch (field.kind) {
    case 'text':
      return field.rows === undefined ? (
        <TextInput {...shared} type={type ?? 'text'} inputMode={inputMode ?? 'text'} columns={columns} anyDigits={field.anyDigits === true} {...bound<string>()} />
      ) : (
        <TextArea {...shared} rows={field.rows} {...bound<string>()} />
      );
    case 'day':
      return <DateBox {...shared} birth={birth === true} {...bound<DateEntry>()} />;
    case 'code':
    case 'state':
    case 'id': {
      const offered = choices ?? (field.kind === 'id' ? [] : codes.choices(field.list, { on: on ?? null, kept: bound<string>().value }));
      return radio === true ? <RadioGroup {...shared} choices={offered} {...bound<string>()} /> : <Select {...shared} choices={offered} {...bound<string>()} />;
    }
    case 'flag':
      return <Checkbox label={field.label} {...bound<boolean>()} />;
    case 'whole':
    case 'decimal':
      return <TextInput {...shared} columns={4} inputMode={field.kind === 'whole' ? 'numeric' : 'text'} anyDigits {...bound<string>()} />;
  }
}

interface RecordFieldsProps<F extends Fields> extends Look {
  readonly of: RecordOf<F>;
  readonly form: Pick<FormState<FormValues<F>>, 'field'>;
  /** Names behind the ids of a record. */
  readonly named?: { readonly [K in keyof F]?: readonly Choice[] };
}

/** The boxes of a record, in the order of its description. */
export function RecordFields<F extends Fields>({ of, form, named = {}, ...look }: RecordFieldsProps<F>): ReactNode {
  return Object.keys(of.fields).map((name) => <RecordField key={name} of={of} name={name} form={form} choices={named[name]} {...look} />);
}
