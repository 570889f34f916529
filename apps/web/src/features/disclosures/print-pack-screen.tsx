import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { today, wareki } from '../../lib/dates';
import { type Codes, useCodes } from '../reference/use-codes';
import { type Pack, packQuery } from './api/requests';
import '../referrals/print.css';
import { ja } from './ja';

const route = getRouteApi('/print/disclosure-requests/$id');

const TITLES: Readonly<Record<Pack['outcome'], string>> = {
  disclose: ja.noticeFull,
  partial: ja.noticePartial,
  withhold: ja.noticeNone,
  refuse_existence: ja.noticeNone,
};

/** The notice of a decision and what is disclosed, on A4. There is nothing here before the decision. */
export function PrintPackScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(packQuery(id));
  return (
    <div className="print-desk">
      <title>{ja.printTitle}</title>
      <div className="no-print flex items-center gap-4 py-3">
        <Button size="sm" variant="solid" onClick={() => window.print()}>
          {ja.print}
        </Button>
      </div>
      <Loaded query={query}>{(pack) => <Sheet pack={pack} />}</Loaded>
    </div>
  );
}

function Sheet({ pack }: { readonly pack: Pack }): ReactNode {
  const codes = useCodes();
  return (
    <article className="print-sheet" aria-label={TITLES[pack.outcome]}>
      <p className="print-end">{pack.documentNumber}</p>
      <p className="print-end">{wareki(pack.decidedOn)}</p>
      <p>{ja.dear(pack.requesterName)}</p>
      <p className="print-end">
        {pack.officeName}　{pack.headTitle}
      </p>
      <h1>{TITLES[pack.outcome]}</h1>
      <p>{sentenceOf(pack)}</p>
      <table className="print-facts">
        <tbody>
          <tr>
            <th scope="row">{ja.askedFor}</th>
            <td className="print-text">{pack.askedFor}</td>
          </tr>
          {pack.outcomeReason !== null && (
            <tr>
              <th scope="row">{ja.reason}</th>
              <td className="print-text">{pack.outcomeReason}</td>
            </tr>
          )}
        </tbody>
      </table>
      {pack.outcome !== 'refuse_existence' && <Records pack={pack} codes={codes} />}
      {pack.received.length > 0 && <Received pack={pack} codes={codes} />}
      <p className="print-foot">
        {ja.appeal(wareki(today()))}
      </p>
    </article>
  );
}

function sentenceOf(pack: Pack): string {
  const asked = ja.onRequestOf(wareki(pack.requestedOn));
  switch (pack.outcome) {
    case 'disclose':
      return ja.saysFull(asked);
    case 'partial':
      return ja.saysPartial(asked);
    case 'withhold':
      return ja.saysNone(asked);
    case 'refuse_existence':
      return ja.saysNothing(asked);
  }
}

interface PartProps {
  readonly pack: Pack;
  readonly codes: Codes;
}

function Records({ pack, codes }: PartProps): ReactNode {
  if (pack.items.length === 0) return <p>{ja.holdsNothing}</p>;
  return (
    <table className="print-facts" aria-label={ja.records}>
      <tbody>
        {pack.items.map((item, index) => (
          <tr key={index}>
            <th scope="row">
              {item.title ?? codes.itemGroup(item.itemGroup)}
              {item.happenedOn !== null && <span className="print-kana">{wareki(item.happenedOn)}</span>}
            </th>
            <td className="print-text">
              {item.text}
              {item.reason !== null && `${item.text === null ? '' : '\n'}（${codes.label('disclosure_outcome', item.mark)}：${codes.label('withhold_reason', item.reason)}）`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Received({ pack, codes }: PartProps): ReactNode {
  return (
    <>
      <p>{ja.aboutReceived}</p>
      <table className="print-facts" aria-label={ja.receivedList}>
        <tbody>
          {pack.received.map((item, index) => (
            <tr key={index}>
              <th scope="row">{item.holderName}</th>
              <td>
                {item.title}（{codes.itemGroup(item.itemGroup)}）
                {item.happenedOn !== null && `　${wareki(item.happenedOn)}`}　{item.answer === 'transferred' ? ja.transferred : ja.consulted(codes.label('consultation_answer', item.answer))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
