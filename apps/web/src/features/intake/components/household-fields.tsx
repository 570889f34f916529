import { HOUSEHOLD_ENTRY } from '@madoguchi/clients/records';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FormState } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { officesQuery } from '../../offices/api/offices';
import { RecordFields } from '../../reference/components/record-fields';
import type { IntakeValues } from '../values';
import { ja } from '../ja';

/** Facts of a 生活保護 household; asked only where the city has a ケース番号. */
export function HouseholdFields({ form }: { readonly form: FormState<IntakeValues> }): ReactNode {
  const offices = useQuery(officesQuery);
  const workers = (offices.data?.colleagues ?? [])
    .filter((staff) => staff.role === 'caseworker')
    .map((staff) => ({ value: staff.id, label: staff.name }));
  const open = form.values.caseNumber !== '';
  return (
    <fieldset className="grid gap-3 rounded-8 border px-4 pb-3">
      <legend className="px-1 text-sm font-bold">
        {words.household} <span className="font-400 text-solid-gray-700">{ja.householdHint}</span>
      </legend>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2 split:grid-cols-[9rem_11rem_minmax(0,1fr)_10rem]">
        <RecordFields of={HOUSEHOLD_ENTRY} form={form} on={form.values.openedOn.date} named={{ districtWorkerId: workers }} optional={open ? undefined : true} />
      </div>
    </fieldset>
  );
}
