import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { formatWareki, isIsoDate, today, wareki } from '../../lib/dates';
import { words } from '../../lib/words';
import { useCodes } from '../reference/use-codes';
import { type Referral, referralQuery } from './api/referrals';
import './print.css';
import { ja } from './ja';

const route = getRouteApi('/print/referrals/$id');

/** 支援要請書 on A4, without the shell. */
export function PrintReferralScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(referralQuery(id));
  return (
    <div className="print-desk">
      <title>{ja.printTitle}</title>
      <div className="no-print flex items-center gap-4 py-3">
        <Button size="sm" variant="solid" onClick={() => window.print()}>
          {ja.print}
        </Button>
        <a href="/referrals">{ja.back}</a>
      </div>
      <Loaded query={query}>{(referral) => <Sheet referral={referral} />}</Loaded>
    </div>
  );
}

const APPROVERS = [ja.head, ja.sectionHead, ja.unitHead, words.worker] as const;

function Sheet({ referral }: { readonly referral: Referral }): ReactNode {
  const codes = useCodes();
  const { birthDate } = referral;
  return (
    <article className="print-sheet" aria-label={ja.request}>
      {referral.sentOn === null && <p className="print-mark">{ja.notSent}</p>}
      <table className="print-approval">
        <caption className="sr-only">{ja.stamps}</caption>
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
      <p className="print-end">{referral.documentNumber ?? ja.numberComes}</p>
      <p className="print-end">{referral.sentOn !== null && isIsoDate(referral.sentOn) ? formatWareki(referral.sentOn) : ja.dateBlank}</p>
      <p>
        {ja.toHead(referral.recipientOfficeName, referral.recipientHeadTitle)}
      </p>
      <p className="print-end">
        {referral.sourceOfficeName}　{referral.sourceHeadTitle}
      </p>
      <h1>{ja.request}</h1>
      <p>{ja.asks}</p>
      <table className="print-facts">
        <tbody>
          <tr>
            <th scope="row">{words.number}</th>
            <td>{referral.number ?? ''}</td>
            <th scope="row">{ja.birthDate}</th>
            <td>{birthDate === null ? '' : wareki(birthDate)}</td>
          </tr>
          <tr>
            <th scope="row">{words.name}</th>
            <td colSpan={3}>
              {referral.personKana !== null && <span className="print-kana">{referral.personKana}</span>}
              {referral.personName ?? ''}
            </td>
          </tr>
          {referral.parts.map((part) => (
            <tr key={part.itemGroup}>
              <th scope="row">{codes.itemGroup(part.itemGroup)}</th>
              <td colSpan={3} className="print-text">
                {referral.protected && codes.locates(part.itemGroup) ? ja.withheld : part.body}
              </td>
            </tr>
          ))}
          {referral.omittedGroups.length > 0 && (
            <tr>
              <th scope="row">{ja.omitted}</th>
              <td colSpan={3}>{ja.outsideConsent(referral.omittedGroups.map((group) => codes.itemGroup(group)).join('、'))}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{ja.replyDue}</th>
            <td colSpan={3}>{referral.replyDueOn === null ? '' : wareki(referral.replyDueOn)}</td>
          </tr>
        </tbody>
      </table>
      <p className="print-foot">
        {ja.printedOn(wareki(today()), referral.writtenByName, referral.decidedByName === null ? '' : ja.decidedBy(referral.decidedByName))}
      </p>
    </article>
  );
}
