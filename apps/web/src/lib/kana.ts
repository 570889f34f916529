import { toKatakana } from '@madoguchi/kernel';
import { type CompositionEvent, type InputEvent, useRef } from 'react';

const KANA_ONLY = /^[\u3041-\u3096\u30a1-\u30fc\u3000 ]+$/u;

/** The kernel folds every space to a half-width one; between family and given name it is written full width. */
function reading(text: string): string {
  return toKatakana(text).replaceAll(' ', '\u3000');
}

/**
 * Collects the reading while a name is typed: the last text of a composition that was still all kana is what the
 * typist meant, before conversion made it kanji. Pure, so that runs of events can be tested.
 */
export class ReadingCollector {
  private reading = '';
  private current = '';

  /** Text of the composition as it changes. */
  composing(text: string): void {
    // "けn" turns into けん only at conversion, which no update shows.
    const settled = text.replace(/n$/u, 'ん');
    if (KANA_ONLY.test(settled)) this.current = settled;
  }

  /** The composition was confirmed with this text ('' when it was given up). Returns the reading so far. */
  confirmed(text: string): string {
    if (text !== '') this.reading += reading(KANA_ONLY.test(text) ? text : this.current);
    this.current = '';
    return this.reading;
  }

  /** Typed without composition: the space between family and given name, or kana from a pasted text. */
  typed(text: string): string {
    if (KANA_ONLY.test(text)) this.reading += reading(text);
    return this.reading;
  }

  /** The field was emptied. */
  cleared(): string {
    this.reading = '';
    this.current = '';
    return '';
  }
}

export interface KanaFillHandlers {
  readonly onCompositionUpdate: (event: CompositionEvent<HTMLInputElement>) => void;
  readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
  readonly onInput: (event: InputEvent<HTMLInputElement>) => void;
}

/**
 * Fills カナ from the reading typed into 氏名. Spread the handlers on the 氏名 input.
 * @param onReading gets the whole reading; the caller stops passing it on once カナ was typed by hand.
 */
export function useKanaFill(onReading: (kana: string) => void): KanaFillHandlers {
  const collector = useRef<ReadingCollector | null>(null);
  const collect = (): ReadingCollector => (collector.current ??= new ReadingCollector());
  return {
    onCompositionUpdate: (event) => collect().composing(event.data),
    onCompositionEnd: (event) => onReading(collect().confirmed(event.data)),
    onInput: (event) => {
      const native = event.nativeEvent;
      if (native.isComposing) return;
      if (event.currentTarget.value === '') onReading(collect().cleared());
      else if (native.inputType === 'insertText' && native.data) onReading(collect().typed(native.data));
    },
  };
}
