import { RECORDS } from '@madoguchi/clients/records';
import type { ReactNode } from 'react';
import { Dialog } from '../../../components/dialog';
import { ClosedGroup } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import type { ClientPage } from '../../clients/api/clients';
import { BasicTab } from '../../clients/components/basic-tab';
import { useCodes } from '../../reference/use-codes';
import type { ConsentScope } from '../api/consents';
import { asRecipient, sharedGroups } from '../as-recipient';
import { ja } from '../ja';

/** Groups that the client's page itself shows; the rest are of records that each office writes. */
const ON_THE_PAGE: ReadonlySet<string | null> = new Set(RECORDS.map((one) => one.group));

interface RecipientPreviewProps {
  readonly client: ClientPage;
  readonly scopes: readonly ConsentScope[];
  readonly recipient: string;
  readonly onClose: () => void;
}

/** The person's page as the recipient will open it, to be shown to the person before or after the signature. */
export function RecipientPreview({ client, scopes, recipient, onClose }: RecipientPreviewProps): ReactNode {
  const codes = useCodes();
  const shared = sharedGroups(scopes, (group) => client.protected && codes.locates(group));
  const groups = codes.itemGroups.map(({ value }) => value).filter((group) => group !== 'number');
  return (
    <Dialog open title={ja.asSeenBy(recipient)} width="wide" onClose={onClose}>
      <div className="grid gap-3">
        <p className="text-sm">{ja.aboutPreview(recipient)}</p>
        <BasicTab client={asRecipient(client, shared, groups)} asSeenBy={recipient} />
        <PanelCard title={ja.ownRecords}>
          {groups.filter((group) => !ON_THE_PAGE.has(group)).map((group) =>
            shared.has(group) ? <p key={group}>{ja.allSeen(codes.itemGroup(group))}</p> : <ClosedGroup key={group} label={codes.itemGroup(group)} />,
          )}
        </PanelCard>
      </div>
    </Dialog>
  );
}
