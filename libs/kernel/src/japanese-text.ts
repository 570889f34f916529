import { foldKanji } from './kanji-variants';

const VARIATION_SELECTORS = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;
const VOICING_MARKS = /[\u3099\u309A\u309B\u309C]/gu;
/** Long-vowel sign, spaces, and what stands between the parts of a foreign name. */
const IGNORED = /[\sー・･=＝\-‐‑‒–—'’.,、。]/gu;
const O_ROW_THEN_O = /([オコソトノホモヨロヲ])オ+/gu;
const REPEATED = /((?!々)\p{Script=Han})々+/gu;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;

const SMALL = 'ァィゥェォッャュョヮヵヶ';
const LARGE = 'アイウエオツヤユヨワカケ';

/** NFKC and katakana: half-width ｺﾊﾞﾔｼ and こばやし both become コバヤシ. For readings; never for a stored 氏名. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u3041-\u3096\u309D\u309E]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** True for text made only of kana of any width, ー, ・ and spaces, with at least one kana. */
export function isKana(text: string): boolean {
  const normal = text.normalize('NFKC');
  return KANA.test(normal) && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(normal);
}

/**
 * The key under which readings and names that people take for the same meet: コバヤシ = ｺﾊﾞﾔｼ = こばやし = コハヤシ,
 * オオノ = オーノ, ヂ = ジ, 髙橋 = 高橋, 佐々木 = 佐佐木. It serves searching; the stored name is never changed,
 * because normalising a name can turn it into another one (U+FA19 becomes U+795E).
 */
export function searchKey(text: string): string {
  const katakana = toKatakana(text.replace(VARIATION_SELECTORS, '')).replace(/ヂ/gu, 'ジ').replace(/ヅ/gu, 'ズ');
  const unvoiced = katakana.normalize('NFD').replace(VOICING_MARKS, '').normalize('NFC');
  return Array.from(unvoiced.replace(IGNORED, ''), (character) => foldKanji(enlarge(character)))
    .join('')
    .replace(REPEATED, (run, kanji: string) => kanji.repeat(Array.from(run).length))
    .replace(O_ROW_THEN_O, '$1')
    .toLowerCase();
}

/**
 * The distinct pairs of neighbouring characters of a key, in order, by code point (𠮷 is one); a key of one character
 * gives itself, an empty one nothing.
 */
export function bigrams(key: string): readonly string[] {
  const characters = Array.from(key);
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((second, index) => `${characters[index] ?? ''}${second}`))];
}

/**
 * Text as people count it: a surrogate pair is one character, and so is a character with its variation selectors or
 * combining marks. Joined again it is the same text.
 */
export function charactersOf(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

function enlarge(character: string): string {
  const index = SMALL.indexOf(character);
  return index === -1 ? character : LARGE.charAt(index);
}

/** 氏 and 名 (or their kana) as screens and prints write them, with a full-width space; null where neither is known. */
export function joinName(family: string | null | undefined, given: string | null | undefined): string | null {
  const parts = [family, given].filter((part) => part != null && part !== '');
  return parts.length === 0 ? null : parts.join('　');
}
