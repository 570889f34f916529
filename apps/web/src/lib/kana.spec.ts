import { ReadingCollector } from './kana';

/** One composition as an input method reports it: its updates, then the confirmed text. */
function compose(collector: ReadingCollector, updates: readonly string[], confirmed: string): string {
  for (const text of updates) collector.composing(text);
  return collector.confirmed(confirmed);
}

describe('reading of a typed name', () => {
  it('takes the kana before conversion, with the space between family and given name', () => {
    const collector = new ReadingCollector();
    expect(compose(collector, ['y', 'や', 'やm', 'やま', 'やまd', 'やまだ', '山田'], '山田')).toBe('ヤマダ');
    expect(collector.typed('　')).toBe('ヤマダ　');
    expect(compose(collector, ['h', 'は', 'はな', 'はなこ', '花子', '華子'], '華子')).toBe('ヤマダ　ハナコ');
  });

  it('turns a last n that conversion settles into ン', () => {
    expect(compose(new ReadingCollector(), ['k', 'け', 'けn', '健'], '健')).toBe('ケン');
  });

  it('takes a name that is written in kana', () => {
    expect(compose(new ReadingCollector(), ['さ', 'さく', 'さくら'], 'さくら')).toBe('サクラ');
  });

  it('adds nothing for a composition that was given up', () => {
    const collector = new ReadingCollector();
    compose(collector, ['やまだ', '山田'], '山田');
    expect(compose(collector, ['た', 'たろ'], '')).toBe('ヤマダ');
  });

  it('forgets everything when the box is emptied', () => {
    const collector = new ReadingCollector();
    compose(collector, ['やまだ', '山田'], '山田');
    expect(collector.cleared()).toBe('');
    expect(compose(collector, ['すずき', '鈴木'], '鈴木')).toBe('スズキ');
  });
});
