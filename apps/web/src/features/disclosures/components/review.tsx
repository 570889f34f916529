import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState, Loaded } from '../../../components/notices';
import { requestQuery } from '../api/requests';
import { ConsultItem } from './consult-item';
import { DecisionForm } from './decision-form';
import { ReviewItem } from './review-item';

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
                請求した人の氏名が、加害者とされる者の氏名と一致します。開示・部分開示の決定はできません。このことは、この窓口だけに表示しています。
              </p>
            )}
            <h3 className="text-base">この機関の記録（{own.length}件）</h3>
            {own.length === 0 && <EmptyState>この機関が持つ記録はありません。</EmptyState>}
            {own.map((item) => (
              <ReviewItem key={item.id} item={item} reviewing={reviewing} />
            ))}
            {received.length > 0 && (
              <>
                <h3 className="text-base">他の機関から受けた情報（協議・移送、{received.length}件）</h3>
                {received.map((item) => (
                  <ConsultItem key={item.id} item={item} reviewing={reviewing} />
                ))}
              </>
            )}
            {reviewing && (decides ? <DecisionForm request={request} left={left} /> : <p>審査が済んだら、審査した人とは別の係長・統括職業指導官が決定します。残り {left}件</p>)}
          </div>
        );
      }}
    </Loaded>
  );
}
