import type { ReactNode } from 'react';
import { useCodes } from '../../reference/use-codes';
import type { ConsentScope } from '../api/consents';

interface ScopeMatrixProps {
  readonly scopes: readonly ConsentScope[];
  readonly recipient: string;
  /** DV等支援措置: what locates the person waits for two persons' decision, whatever the consent says. */
  readonly guarded?: boolean;
}

/** Which item groups go which way: 相手に見える項目 and what the own office sees of the other's. */
export function ScopeMatrix({ scopes, recipient, guarded = false }: ScopeMatrixProps): ReactNode {
  const codes = useCodes();
  const has = (direction: string, group: string): boolean =>
    scopes.some((scope) => scope.direction === direction && scope.itemGroup === group);
  const cell = (direction: string, group: string): ReactNode => {
    if (!has(direction, group)) return <span className="text-solid-gray-700">－</span>;
    if (guarded && codes.locates(group)) return <span className="font-bold text-red-1000">▲</span>;
    if (direction === 'onward') return <span className="font-bold text-yellow-1200">△</span>;
    return <span className="font-bold text-green-900">○</span>;
  };
  const groups = codes.itemGroups.filter((group) => group.value !== 'number');
  const passesOn = scopes.some((scope) => scope.direction === 'onward');
  const named = (direction: string): string => groups.filter((group) => has(direction, group.value)).map((group) => group.label).join('・');
  return (
    <div className="grid gap-2">
      <p className="text-sm">{readOut(recipient, named('to_recipient'), named('from_recipient'), named('onward'))}</p>
      <div className="ring-inside overflow-x-auto" tabIndex={0} role="group" aria-label="相手に見える項目">
        <table className="border-collapse text-center text-sm">
          <caption className="pb-1 text-left text-sm font-bold">
            相手に見える項目（○＝見える　－＝見えない{passesOn ? '　△＝もとの機関の承諾があれば見える' : ''}{guarded ? '　▲＝DV等支援措置のため、2人の決裁があるまで見えない' : ''}）
          </caption>
          <thead>
            <tr className="border-b bg-solid-gray-100">
              <th scope="col" className="px-2 py-1 text-left">
                向き
              </th>
              {groups.map((group) => (
                <th key={group.value} scope="col" className="px-2 py-1 whitespace-nowrap">
                  {group.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="border-b">
              <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                市の窓口 → {recipient}
              </th>
              {groups.map((group) => (
                <td key={group.value}>{cell('to_recipient', group.value)}</td>
              ))}
            </tr>
            {passesOn ? (
              <tr className="border-b">
                <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                  他機関 → 市の窓口 → {recipient}
                </th>
                {groups.map((group) => (
                  <td key={group.value}>{cell('onward', group.value)}</td>
                ))}
              </tr>
            ) : (
              <tr className="border-b">
                <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                  {recipient} → 市の窓口
                </th>
                {groups.map((group) => (
                  <td key={group.value}>{cell('from_recipient', group.value)}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The matrix in one or two sentences, to be read out to the person. */
function readOut(recipient: string, towards: string, from: string, onward: string): string {
  return [
    towards === '' ? `${recipient}には、何も伝わりません。` : `${recipient}には、市の窓口が持つ${towards}の情報が伝わります。`,
    onward === '' ? '' : `市の窓口がほかの機関から受け取った${onward}の情報も、${recipient}に伝わります。もとの機関の承諾が必要なときは、承諾があったものだけです。`,
    from === '' ? '' : `市の窓口には、${recipient}が持つ${from}の情報が伝わります。`,
  ].join('');
}
