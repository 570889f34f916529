import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { today, wareki } from '../../lib/dates';
import { type Codes, useCodes } from '../reference/use-codes';
import { type Pack, packQuery } from './api/requests';
import '../referrals/print.css';

const route = getRouteApi('/print/disclosure-requests/$id');

const TITLES: Readonly<Record<Pack['outcome'], string>> = {
  disclose: '保有個人情報開示決定通知書',
  partial: '保有個人情報部分開示決定通知書',
  withhold: '保有個人情報不開示決定通知書',
  refuse_existence: '保有個人情報不開示決定通知書',
};

/** The notice of a decision and what is disclosed, on A4. There is nothing here before the decision. */
export function PrintPackScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(packQuery(id));
  return (
    <div className="print-desk">
      <title>開示決定通知書｜まどぐち</title>
      <div className="no-print flex items-center gap-4 py-3">
        <Button size="sm" variant="solid" onClick={() => window.print()}>
          印刷する
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
      <p>{pack.requesterName}　様</p>
      <p className="print-end">
        {pack.officeName}　{pack.headTitle}
      </p>
      <h1>{TITLES[pack.outcome]}</h1>
      <p>{sentenceOf(pack)}</p>
      <table className="print-facts">
        <tbody>
          <tr>
            <th scope="row">請求の内容</th>
            <td className="print-text">{pack.askedFor}</td>
          </tr>
          {pack.outcomeReason !== null && (
            <tr>
              <th scope="row">理由</th>
              <td className="print-text">{pack.outcomeReason}</td>
            </tr>
          )}
        </tbody>
      </table>
      {pack.outcome !== 'refuse_existence' && <Records pack={pack} codes={codes} />}
      {pack.received.length > 0 && <Received pack={pack} codes={codes} />}
      <p className="print-foot">
        この決定に不服があるときは、この通知を知った日の翌日から3か月以内に審査請求ができます。　印刷日 {wareki(today())}
      </p>
    </article>
  );
}

function sentenceOf(pack: Pack): string {
  const asked = `${wareki(pack.requestedOn)}付けの開示請求について、`;
  switch (pack.outcome) {
    case 'disclose':
      return `${asked}個人情報の保護に関する法律第82条第1項により、次のとおり開示します。`;
    case 'partial':
      return `${asked}個人情報の保護に関する法律第82条第1項により、次のとおり部分を開示します。`;
    case 'withhold':
      return `${asked}個人情報の保護に関する法律第82条第2項により、開示しないことを決定しました。`;
    case 'refuse_existence':
      return `${asked}個人情報の保護に関する法律第81条により、保有個人情報が存在するかどうかを明らかにせず、開示しないことを決定しました。`;
  }
}

interface PartProps {
  readonly pack: Pack;
  readonly codes: Codes;
}

function Records({ pack, codes }: PartProps): ReactNode {
  if (pack.items.length === 0) return <p>請求の対象となる記録は保有していません。</p>;
  return (
    <table className="print-facts" aria-label="記録の一覧">
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
      <p>次の情報は他の機関から受けたものです。移送したものは、その機関が決定します。</p>
      <table className="print-facts" aria-label="他の機関から受けた情報">
        <tbody>
          {pack.received.map((item, index) => (
            <tr key={index}>
              <th scope="row">{item.holderName}</th>
              <td>
                {item.title}（{codes.itemGroup(item.itemGroup)}）
                {item.happenedOn !== null && `　${wareki(item.happenedOn)}`}　{item.answer === 'transferred' ? '移送' : `協議（${codes.label('consultation_answer', item.answer)}）`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
