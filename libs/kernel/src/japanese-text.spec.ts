import fc from 'fast-check';
import { bigrams, isKana, searchKey, toKatakana } from './japanese-text';
import { foldKanji } from './kanji-variants';

const KANA_AND_KANJI = [...'アイウエオカガコゴジヂズヅバパッャュョォーんがぱゃｶﾞﾊﾟｰ・ 　髙高﨑邉𠮷佐々木Aaｚ1１ゝヴ'];
const texts = fc.string({ unit: fc.constantFrom(...KANA_AND_KANJI) });

describe('searchKey brings together', () => {
  it.each([
    ['コバヤシ', 'ｺﾊﾞﾔｼ'],
    ['コバヤシ', 'こばやし'],
    ['コバヤシ', 'コハヤシ'],
    ['オオノ', 'オーノ'],
    ['オオノ', 'おおの'],
    ['トオル', 'トール'],
    ['オオオカ', 'オーオカ'],
    ['ミヂカ', 'ミジカ'],
    ['シヅカ', 'シズカ'],
    ['シュウイチ', 'シユウイチ'],
    ['ワタナベ ハナコ', 'ワタナベハナコ'],
    ['メアリー・ジェーン', 'メアリジエン'],
    ['髙橋', '高橋'],
    ['山﨑', '山崎'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['齋藤', '斉藤'],
    ['齊藤', '斎藤'],
    ['廣澤', '広沢'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['𠮷田', '吉田'],
    ['德永', '徳永'],
    ['惠子', '恵子'],
    ['國枝', '国枝'],
    ['瀨戸', '瀬戸'],
    ['葛\u{E0100}城', '葛城'],
    ['佐々木', '佐佐木'],
    ['ＮＧＵＹＥＮ', 'nguyen'],
  ])('%s and %s', (a, b) => {
    expect(searchKey(a)).toBe(searchKey(b));
  });
});

describe('searchKey keeps apart', () => {
  it.each([
    ['サトウ', 'カトウ'],
    ['ユキ', 'ユウキ'],
    ['高橋', '高田'],
    ['ヒロシ', 'ヒロミ'],
  ])('%s and %s', (a, b) => {
    expect(searchKey(a)).not.toBe(searchKey(b));
  });

  it('gives a short and plain key', () => {
    expect(searchKey('ｵｵﾉ ﾊﾞﾝｼﾞｮｳ')).toBe('オノハンシヨウ');
  });

  it('is settled after one pass', () => {
    fc.assert(fc.property(texts, (text) => searchKey(searchKey(text)) === searchKey(text)));
  });

  it('holds no small, voiced or hiragana kana and no spaces', () => {
    fc.assert(fc.property(texts, (text) => !/[ァィゥェォッャュョガゴジヂズヅバパー・\s]|\p{Script=Hiragana}/u.test(searchKey(text))));
  });

  it('finds a text by any part of it that ends on a whole syllable', () => {
    expect(searchKey('ワタナベ')).toContain(searchKey('たなへ'));
  });
});

describe('kanji variants', () => {
  it('folds to a character that folds no further', () => {
    for (const character of '髙﨑邉邊齋齊斎廣澤濵濱𠮷德惠國瀨櫻龍') {
      const folded = foldKanji(character);
      expect(folded).not.toBe(character);
      expect(foldKanji(folded)).toBe(folded);
    }
  });
});

describe('bigrams', () => {
  it.each([
    ['', []],
    ['吉', ['吉']],
    ['𠮷', ['𠮷']],
    ['𠮷田', ['𠮷田']],
    ['コハヤシ', ['コハ', 'ハヤ', 'ヤシ']],
    ['アアア', ['アア']],
  ])('of %p', (key, expected) => {
    expect(bigrams(key)).toEqual(expected);
  });

  it('of a part are among those of the whole', () => {
    fc.assert(
      fc.property(texts, texts, texts, (a, b, c) => {
        const part = searchKey(b);
        fc.pre([...part].length >= 2);
        const whole = new Set(bigrams(a + part + c));
        return bigrams(part).every((pair) => whole.has(pair));
      }),
    );
  });
});

describe('kana', () => {
  it.each(['ヤマダ', 'やまだ', 'ﾔﾏﾀﾞ ﾀﾛｳ', 'メアリー・ジェーン', 'ヴ'])('%p is kana', (text) => {
    expect(isKana(text)).toBe(true);
  });

  it.each(['', ' ', '・', '山田', 'ヤマダ太郎', 'Yamada', 'ヤマダ1'])('%p is not', (text) => {
    expect(isKana(text)).toBe(false);
  });

  it('turns into full-width katakana', () => {
    expect(toKatakana('やまだ ﾀﾛｳ ゐゑゞ')).toBe('ヤマダ タロウ ヰヱヾ');
  });
});
