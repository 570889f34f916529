import type { ReactNode } from 'react';
import { ageOn, formatWareki, type IsoDate, today } from '../lib/dates';
import { Tag, type Tone } from './status-tag';

export interface PersonIdentity {
  /** 受付番号 such as R08-01049. */
  readonly number: string;
  /** Absent where the reader may know the person by number only. */
  readonly name?: string | null;
  readonly kana?: string | null;
  readonly birthDate?: IsoDate | null;
  /** 担当 of the reader's office. */
  readonly owner?: string | null;
}

export interface PersonMark {
  readonly tone: Tone;
  readonly symbol: string;
  readonly text: string;
}

/** 氏名 with its reading above it. */
export function PersonName({ name, kana }: { readonly name: string; readonly kana?: string | null | undefined }): ReactNode {
  if (!kana) return name;
  return (
    <ruby className="[ruby-align:start]">
      {name}
      <rt className="text-[0.625rem] leading-none font-400">{kana}</rt>
    </ruby>
  );
}

/** Beside a protected person's name wherever it stands: 「DV等支援措置」, never an abbreviation. */
export const PROTECTED_MARK: PersonMark = { tone: 'red', symbol: '！', text: 'DV等支援措置' };

/** A person's name in a list, with the warning that goes with it. */
export function ListedName({ name, kana, guarded }: { readonly name: string; readonly kana?: string | null; readonly guarded: boolean }): ReactNode {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <PersonName name={name} kana={kana} />
      {guarded && (
        <Tag tone={PROTECTED_MARK.tone} symbol={PROTECTED_MARK.symbol}>
          {PROTECTED_MARK.text}
        </Tag>
      )}
    </span>
  );
}

interface PersonBarProps {
  readonly person: PersonIdentity;
  /** 注意, 同意, DV等支援措置. */
  readonly marks?: readonly PersonMark[];
  readonly actions?: ReactNode;
}

/** Stays at the top while the record is read: whose record this is must never be out of sight. */
export function PersonBar({ person, marks = [], actions }: PersonBarProps): ReactNode {
  const { name, kana, birthDate } = person;
  return (
    <header className="sticky top-header z-10 flex flex-wrap items-end justify-between gap-x-6 gap-y-1 border-b-2 border-blue-900 bg-white px-4 py-2">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
        {name ? (
          <h1 className="text-xl leading-tight font-bold">
            {kana && <span className="block text-xs font-400 text-solid-gray-700">{kana}</span>}
            {name} <span className="text-sm font-400">様</span>
          </h1>
        ) : (
          <h1 className="text-xl leading-tight font-bold">
            <span className="block text-xs font-400 text-solid-gray-700">氏名は同意の範囲外です</span>
            {person.number}
          </h1>
        )}
        <p className="text-sm">
          {name && <span className="mr-3">{person.number}</span>}
          {birthDate ? `${formatWareki(birthDate)}生（${ageOn(birthDate, today())}歳）` : '生年月日：登録なし'}
          <span className="ml-3">担当 {person.owner ?? '未定'}</span>
        </p>
        {marks.length > 0 && (
          <ul aria-label="注意" className="flex flex-wrap gap-1.5">
            {marks.map((mark) => (
              <li key={mark.text}>
                <Tag tone={mark.tone} symbol={mark.symbol}>
                  {mark.text}
                </Tag>
              </li>
            ))}
          </ul>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
