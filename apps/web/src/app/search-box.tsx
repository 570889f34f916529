import { type ReactNode, type Ref, useState } from 'react';
import { isImeKey } from '../lib/ime';

interface SearchBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly onSearch: (text: string) => void;
}

/** The search of the whole application: カナ, 漢字, 生年月日, 電話の下4桁, 受付番号. */
export function SearchBox({ ref, onSearch }: SearchBoxProps): ReactNode {
  const [text, setText] = useState('');
  return (
    <form
      role="search"
      className="min-w-40 flex-1 max-split:order-last max-split:basis-full split:max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSearch(text);
      }}
    >
      <label htmlFor="global-search" className="sr-only">
        相談者を探す
      </label>
      <span id="global-search-hint" hidden>
        氏名、カナ、生年月日、電話の下4桁、受付番号で探せます
      </span>
      <span className="relative flex items-center">
        <svg aria-hidden="true" viewBox="0 0 20 20" className="absolute left-2.5 size-5 fill-none stroke-solid-gray-700" strokeWidth={2}>
          <circle cx={8.5} cy={8.5} r={5.5} />
          <path d="m13 13 5 5" />
        </svg>
        <input
          ref={ref}
          id="global-search"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          aria-describedby="global-search-hint"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isImeKey(event.nativeEvent)) event.preventDefault();
            else if (event.key === 'Escape' && !isImeKey(event.nativeEvent)) event.currentTarget.blur();
          }}
          className="min-h-9 w-full rounded-8 border border-solid-gray-600 bg-white pr-12 pl-9 text-base hover:border-solid-gray-900"
        />
        <kbd aria-hidden="true" className="pointer-events-none absolute right-2.5 rounded-4 border border-solid-gray-400 px-1.5 font-sans text-xs text-solid-gray-700">
          /
        </kbd>
      </span>
    </form>
  );
}
