import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState, Loaded } from '../../../components/notices';
import { requestQuery } from '../api/requests';
import { ConsultItem } from './consult-item';
import { DecisionForm } from './decision-form';
import { ReviewItem } from './review-item';
import { ja } from '../ja';

/** The records as they were copied: first the own ones with their marks, then what others gave, then the decision. */
export function Review({ requestId }: { readonly requestId: string }): ReactNode {
  const query = useQuery(requestQuery(requestId));
  return (
    <Loaded query={query}>
      {({ request, items, decides, adversary }) => {
        const own = items.filter((item) => item.own);
        const received = items.filter((item) => !item.own);
        const reviewing = request.status === 'reviewing';
        const left = own.filter((item) => item.mark === null).length + received.filter((item) => item.answer === null).length;
        return (
          <div className="grid gap-3 border-t pt-3">
            {adversary && (
              <p role="note" className="rounded-4 border-2 border-red-900 px-3 py-2 font-bold text-red-1000">
                {ja.isAdversary}
              </p>
            )}
            <h3 className="text-base">{ja.ownRecords(own.length)}</h3>
            {own.length === 0 && <EmptyState>{ja.noOwnRecords}</EmptyState>}
            {own.map((item) => (
              <ReviewItem key={item.id} item={item} reviewing={reviewing} />
            ))}
            {received.length > 0 && (
              <>
                <h3 className="text-base">{ja.receivedRecords(received.length)}</h3>
                {received.map((item) => (
                  <ConsultItem key={item.id} item={item} reviewing={reviewing} />
                ))}
              </>
            )}
            {reviewing && (decides ? <DecisionForm request={request} left={left} /> : <p>{ja.whoDecides(left)}</p>)}
          </div>
        );
      }}
    </Loaded>
  );
}
