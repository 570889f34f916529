import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { formatWareki, isIsoDate, today, wareki } from '../../lib/dates';
import { useCodes } from '../reference/use-codes';
import { type Referral, referralQuery } from './api/referrals';
import './print.css';

const route = getRouteApi('/print/referrals/$id');

/** 支援要請書 on A4, without the shell. */
export function PrintReferralScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(referralQuery(id));
  return (
    <div className="print-desk">
      <title>支援要請書｜まどぐち</title>
      <div className="no-print flex items-center gap-4 py-3">
        <Button size="sm" variant="solid" onClick={() => window.print()}>
          印刷する
        </Button>
        <a href="/referrals">支援要請・誘導へ戻る</a>
      </div>
      <Loaded query={query}>{(referral) => <Sheet referral={referral} />}</Loaded>
    </div>
  );
}

const APPROVERS = ['所長', '課長', '係長', '担当'] as const;

function Sheet({ referral }: { readonly referral: Referral }): ReactNode {
  const codes = useCodes();
  const { birthDate } = referral;
  return (
    <article className="print-sheet" aria-label="支援要請書">
      {referral.sentOn === null && <p className="print-mark">案</p>}
      <table className="print-approval">
        <caption className="sr-only">決裁欄</caption>
        <thead>
          <tr>
            {APPROVERS.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {APPROVERS.map((title) => (
              <td key={title} />
            ))}
          </tr>
        </tbody>
      </table>
      <p className="print-end">{referral.documentNumber ?? '（文書番号は決裁のときに付きます）'}</p>
      <p className="print-end">{referral.sentOn !== null && isIsoDate(referral.sentOn) ? formatWareki(referral.sentOn) : '令和　　年　　月　　日'}</p>
      <p>
        {referral.recipientOfficeName}　{referral.recipientHeadTitle}　様
      </p>
      <p className="print-end">
        {referral.sourceOfficeName}　{referral.sourceHeadTitle}
      </p>
      <h1>支援要請書</h1>
      <p>次の者について、就労による自立に向けた支援を要請します。</p>
      <table className="print-facts">
        <tbody>
          <tr>
            <th scope="row">受付番号</th>
            <td>{referral.number ?? ''}</td>
            <th scope="row">生年月日</th>
            <td>{birthDate === null ? '' : wareki(birthDate)}</td>
          </tr>
          <tr>
            <th scope="row">氏名</th>
            <td colSpan={3}>
              {referral.personKana !== null && <span className="print-kana">{referral.personKana}</span>}
              {referral.personName ?? ''}
            </td>
          </tr>
          {referral.parts.map((part) => (
            <tr key={part.itemGroup}>
              <th scope="row">{codes.itemGroup(part.itemGroup)}</th>
              <td colSpan={3} className="print-text">
                {referral.protected && codes.locates(part.itemGroup) ? 'DV等支援措置のため記載しません。' : part.body}
              </td>
            </tr>
          ))}
          {referral.omittedGroups.length > 0 && (
            <tr>
              <th scope="row">記載しない項目</th>
              <td colSpan={3}>{referral.omittedGroups.map((group) => codes.itemGroup(group)).join('、')}（同意の範囲外）</td>
            </tr>
          )}
          <tr>
            <th scope="row">回答期限</th>
            <td colSpan={3}>{referral.replyDueOn === null ? '' : wareki(referral.replyDueOn)}</td>
          </tr>
        </tbody>
      </table>
      <p className="print-foot">
        個人情報を含みます。取扱いに注意してください。　印刷日 {wareki(today())}　起案 {referral.writtenByName}
        {referral.decidedByName === null ? '' : `　決裁 ${referral.decidedByName}`}
      </p>
    </article>
  );
}
