import { decimal, flag, optional, record, text } from '@madoguchi/kernel';
import { bodyOf, checkValues, valuesOf } from './record-values';

const WORK = record('work', { title: '仕事', group: null }, {
  place: text('就職先', 'sensitive', { max: 10 }),
  weeklyHours: optional(decimal('週所定時間', 'domain', 0.5, 60)),
  dispatched: flag('派遣', 'domain'),
});
const typed = (place: string, weeklyHours: string) => ({ ...valuesOf(WORK, null), place, weeklyHours });

describe('the boxes of a record', () => {
  it('refuse what is missing and a number that is none', () => {
    expect(checkValues(WORK, typed(' ', '38時間')).map(({ message }) => message)).toEqual(['就職先を入力してください。', '週所定時間は数字で入力してください。']);
  });

  it('read a number typed in full width, and leave out what is empty', () => {
    expect(checkValues(WORK, typed('湊町食品', '３８．５'))).toEqual([]);
    expect(bodyOf(WORK, typed('湊町食品', '３８．５'))).toEqual({ place: '湊町食品', weeklyHours: 38.5, dispatched: false });
    expect(bodyOf(WORK, typed('湊町食品', ''))).toEqual({ place: '湊町食品', dispatched: false });
  });
});
