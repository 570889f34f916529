import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ClosedGroup } from '../../../components/notices';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { consentsQuery } from '../api/consents';

interface OtherSideProps {
  readonly client: ClientPage;
  readonly group: 'consultation' | 'plan';
}

/**
 * To readers of the registering organisation: which parties of a consent keep records of this kind closed now. Nothing
 * is said of whether they hold any.
 */
export function OtherSideClosed({ client, group }: OtherSideProps): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const consents = useQuery(consentsQuery(client.id)).data ?? [];
  if (client.holderName !== assignment.organisationName) return null;
  const open = new Set(
    consents
      .filter((consent) => consent.state === 'in_force')
      .filter((consent) => consent.scopes.some((scope) => scope.direction === 'from_recipient' && scope.itemGroup === group))
      .map((consent) => consent.recipientName),
  );
  const parties = new Set(consents.map((consent) => consent.recipientName));
  return Array.from(parties)
    .filter((name) => !open.has(name))
    .map((name) => <ClosedGroup key={name} label={words.heldBy(name, codes.itemGroup(group))} />);
}
