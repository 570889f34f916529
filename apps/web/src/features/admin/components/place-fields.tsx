import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Select } from '../../../components/choices';
import type { FieldBinding } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { useActing } from '../../session/use-session';
import { accountsQuery } from '../api/accounts';

interface PlaceFieldsProps {
  readonly office: FieldBinding<string>;
  readonly role: FieldBinding<string>;
  /** Before the words of both labels: 異動先の. */
  readonly before?: string;
}

/** An office of the own organisation and a role. */
export function PlaceFields({ office, role, before = '' }: PlaceFieldsProps): ReactNode {
  const { organisationName } = useActing().assignment;
  const offices = useQuery(officesQuery).data?.offices ?? [];
  const roles = useQuery(accountsQuery).data?.roles ?? [];
  return (
    <>
      <Select
        label={`${before}窓口`}
        required
        choices={offices.filter((one) => one.organisationName === organisationName).map((one) => ({ value: one.id, label: one.name }))}
        {...office}
      />
      <Select label={`${before}役割`} required choices={roles.map((one) => ({ value: one.role, label: one.label }))} {...role} />
    </>
  );
}
