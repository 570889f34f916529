import fc from 'fast-check';
import { addDays, isoDate } from './iso-date';
import { echo, formatListDate, formatWareki, formatWarekiShort, parseJapaneseDate } from './japanese-date';

const today = isoDate('2026-11-20');
const parse = (text: string) => parseJapaneseDate(text, { today });
const dates = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays(isoDate('1868-01-25'), n));

describe('parseJapaneseDate reads', () => {
  it.each([
    ['S50.4.1', '1975-04-01'],
    ['s50.4.1', '1975-04-01'],
    ['Ｓ５０．４．１', '1975-04-01'],
    ['S50-04-01', '1975-04-01'],
    ['S50/4/1', '1975-04-01'],
    ['S500401', '1975-04-01'],
    ['昭500401', '1975-04-01'],
    ['昭和50年4月1日', '1975-04-01'],
    ['昭和５０年４月１日', '1975-04-01'],
    [' 昭和 50年 4月 1日 ', '1975-04-01'],
    ['㍼50.4.1', '1975-04-01'],
    ['昭50.4.1', '1975-04-01'],
    ['R元.5.1', '2019-05-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['R1.5.1', '2019-05-01'],
    ['H31.4.30', '2019-04-30'],
    ['S64.1.7', '1989-01-07'],
    ['H1.1.8', '1989-01-08'],
    ['T15.12.25', '1926-12-25'],
    ['S1.12.25', '1926-12-25'],
    ['M45.7.30', '1912-07-30'],
    ['R8.11.20', '2026-11-20'],
    ['R6.2.29', '2024-02-29'],
    ['19750401', '1975-04-01'],
    ['１９７５０４０１', '1975-04-01'],
    ['1975-04-01', '1975-04-01'],
    ['1975ー04ー01', '1975-04-01'],
    ['1975/4/1', '1975-04-01'],
    ['1975.4.1', '1975-04-01'],
    ['1975。4。1', '1975-04-01'],
    ['1975年4月1日', '1975-04-01'],
    ['081120', '2026-11-20'],
    ['０８１１２０', '2026-11-20'],
    ['010501', '2019-05-01'],
    ['+7', '2026-11-27'],
    ['＋７', '2026-11-27'],
    ['+2w', '2026-12-04'],
    ['＋２ｗ', '2026-12-04'],
    ['+1m', '2026-12-20'],
    ['+0', '2026-11-20'],
  ])('%s as %s', (text, date) => {
    expect(parse(text)).toEqual({ ok: true, date, echo: echo(isoDate(date)) });
  });

  it('every date back from each way of writing it', () => {
    fc.assert(
      fc.property(dates, (date) => {
        for (const text of [formatWareki(date), formatWarekiShort(date), date, date.replaceAll('-', '')]) {
          expect(parse(text)).toMatchObject({ ok: true, date });
        }
      }),
    );
  });

  it('six digits in the era of today, whatever that is', () => {
    expect(parseJapaneseDate('100401', { today: isoDate('2018-04-01') })).toMatchObject({ date: '1998-04-01' });
  });
});

describe('parseJapaneseDate refuses', () => {
  it.each([
    ['', 'date_empty', '日付を入力してください。'],
    ['　', 'date_empty', '日付を入力してください。'],
    ['R8.2.30', 'date_day_invalid', '令和8年2月は28日までです。30日はありません。'],
    ['2026-02-29', 'date_day_invalid', '2026年2月は28日までです。29日はありません。'],
    ['R8.4.0', 'date_day_invalid', '令和8年4月は30日までです。0日はありません。'],
    ['R8.13.1', 'date_month_invalid', '13月はありません。月は1から12までで入力してください。'],
    ['令和8年13月1日', 'date_month_invalid', '13月はありません。月は1から12までで入力してください。'],
    ['20261301', 'date_month_invalid', '13月はありません。月は1から12までで入力してください。'],
    ['081320', 'date_month_invalid', '13月はありません。月は1から12までで入力してください。'],
    ['H31.5.1', 'date_outside_era', '平成は31年4月30日までです。令和元年5月1日ではありませんか。'],
    ['S64.1.8', 'date_outside_era', '昭和は64年1月7日までです。平成元年1月8日ではありませんか。'],
    ['R1.4.30', 'date_outside_era', '令和は令和元年5月1日からです。元号と年を確かめてください。'],
    ['H1.1.7', 'date_outside_era', '平成は平成元年1月8日からです。元号と年を確かめてください。'],
    ['010401', 'date_outside_era', '令和は令和元年5月1日からです。元号と年を確かめてください。'],
    ['R0.4.1', 'date_year_invalid', '年は1（元年）から入力してください。'],
    ['000401', 'date_year_invalid', '年は1（元年）から入力してください。'],
    ['0975-04-01', 'date_year_invalid', '西暦は4桁で入力してください。'],
    ['X50.4.1', 'date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。'],
    ['50.4.1', 'date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。'],
    ['12345', 'date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。'],
    ['+2y', 'date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。'],
    ['不詳', 'date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。'],
  ])('%p: %s', (text, code, message) => {
    expect(parse(text)).toEqual({ ok: false, code, message });
  });

  it('nothing by throwing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.-/+SHRTM元年月日昭和wm') }), (text) => {
      const result = parse(text);
      expect(result.ok ? result.date : result.message).not.toBe('');
    }));
  });
});

describe('writing dates', () => {
  it('in words, short and for lists', () => {
    expect(formatWareki(today)).toBe('令和8年11月20日');
    expect(formatWareki(isoDate('2019-05-01'))).toBe('令和元年5月1日');
    expect(formatWareki(isoDate('1850-01-01'))).toBe('1850年1月1日');
    expect(formatWarekiShort(today)).toBe('R8.11.20');
    expect(formatListDate(today)).toBe('11/20（金）');
  });

  it('echoes with the age of a person, and only if that person is born', () => {
    expect(echo(isoDate('1975-04-01'), today)).toBe('＝ 昭和50年4月1日（1975-04-01・51歳）');
    expect(echo(isoDate('1975-04-01'))).toBe('＝ 昭和50年4月1日（1975-04-01）');
    expect(echo(isoDate('2027-04-01'), today)).toBe('＝ 令和9年4月1日（2027-04-01）');
    expect(parseJapaneseDate('S50.4.1', { today, withAge: true })).toMatchObject({
      echo: '＝ 昭和50年4月1日（1975-04-01・51歳）',
    });
  });
});
