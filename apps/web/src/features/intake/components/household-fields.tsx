import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Select } from '../../../components/choices';
import { TextInput } from '../../../components/text-input';
import type { FormState } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import type { IntakeValues } from '../values';

/** Facts of a 生活保護 household; asked only where the city has a ケース番号. */
export function HouseholdFields({ form }: { readonly form: FormState<IntakeValues> }): ReactNode {
  const codes = useCodes();
  const offices = useQuery(officesQuery);
  const workers = (offices.data?.colleagues ?? [])
    .filter((staff) => staff.role === 'caseworker')
    .map((staff) => ({ value: staff.id, label: staff.name }));
  const on = form.values.openedOn.date;
  const open = form.values.householdCaseNumber !== '';
  return (
    <fieldset className="grid gap-3 rounded-8 border px-4 pb-3">
      <legend className="px-1 text-sm font-bold">
        世帯 <span className="font-400 text-solid-gray-700">※ケース番号のある世帯だけ</span>
      </legend>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2 split:grid-cols-[9rem_10rem_11rem_minmax(0,1fr)]">
        <TextInput label="ケース番号" optional anyDigits {...form.field('householdCaseNumber')} />
        <Select label="続柄" required={open} choices={codes.choices('relation', { on, kept: form.values.relation })} {...form.field('relation')} />
        <Select label="世帯類型" required={open} choices={codes.choices('household_type', { on, kept: form.values.householdType })} {...form.field('householdType')} />
        <Select label="地区担当CW" optional choices={workers} {...form.field('districtWorkerId')} />
      </div>
    </fieldset>
  );
}
