import type { ReactNode } from 'react';
import { useCodes } from '../../reference/use-codes';
import type { ConsentScope } from '../api/consents';
import { ja } from '../ja';

interface ScopeMatrixProps {
  readonly scopes: readonly ConsentScope[];
  readonly recipient: string;
  /** DV等支援措置: what locates the person waits for two persons' decision, whatever the consent says. */
  readonly guarded?: boolean;
  /** Withdrawn, expired or renewed: what it said, and that it tells nothing any more. */
  readonly over?: boolean;
}

/** Which item groups go which way: 相手に見える項目 and what the own office sees of the other's. */
export function ScopeMatrix({ scopes, recipient, guarded = false, over = false }: ScopeMatrixProps): ReactNode {
  const codes = useCodes();
  const has = (direction: string, group: string): boolean =>
    scopes.some((scope) => scope.direction === direction && scope.itemGroup === group);
  const cell = (direction: string, group: string): ReactNode => {
    if (!has(direction, group)) return <span className="text-solid-gray-700">－</span>;
    if (over) return <span className="text-solid-gray-700">○</span>;
    if (guarded && codes.locates(group)) return <span className="font-bold text-red-1000">▲</span>;
    if (direction === 'onward') return <span className="font-bold text-yellow-1200">△</span>;
    return <span className="font-bold text-green-900">○</span>;
  };
  const groups = codes.itemGroups.filter((group) => group.value !== 'number');
  const passesOn = scopes.some((scope) => scope.direction === 'onward');
  const named = (direction: string): string => groups.filter((group) => has(direction, group.value)).map((group) => group.label).join('・');
  return (
    <div className="grid gap-2">
      <p className="text-sm">{over ? ja.tellsNoMore : readOut(recipient, named('to_recipient'), named('from_recipient'), named('onward'))}</p>
      <div className="ring-inside overflow-x-auto" tabIndex={0} role="group" aria-label={over ? ja.scopeOver : ja.scope}>
        <table className="border-collapse text-center text-sm">
          <caption className="pb-1 text-left text-sm font-bold">
            {over ? ja.scopeWas : ja.scopeKey(passesOn ? ja.onwardKey : '', guarded ? ja.guardedKey : '')}
          </caption>
          <thead>
            <tr className="border-b bg-solid-gray-100">
              <th scope="col" className="px-2 py-1 text-left">
                {ja.direction}
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
                {ja.cityTo(recipient)}
              </th>
              {groups.map((group) => (
                <td key={group.value}>{cell('to_recipient', group.value)}</td>
              ))}
            </tr>
            {passesOn ? (
              <tr className="border-b">
                <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                  {ja.onwardTo(recipient)}
                </th>
                {groups.map((group) => (
                  <td key={group.value}>{cell('onward', group.value)}</td>
                ))}
              </tr>
            ) : (
              <tr className="border-b">
                <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                  {ja.toCity(recipient)}
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
    towards === '' ? ja.tellsNothing(recipient) : ja.tells(recipient, towards),
    onward === '' ? '' : ja.passesOn(onward, recipient),
    from === '' ? '' : ja.cityLearns(recipient, from),
  ].join('');
}
