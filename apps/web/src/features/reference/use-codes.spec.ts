import { offeredCodes } from './use-codes';

const code = (name: string, validFrom: string, validUntil: string | null) => ({ code: name, label: `「${name}」`, means: null, validFrom, validUntil });
const list = [code('old', '1989-01-01', '2026-04-01'), code('always', '1989-01-01', null), code('new', '2026-04-01', null)];
const values = (choices: readonly { readonly value: string }[]) => choices.map((one) => one.value);

it('offers what is in force on the day of the record: the first day counts, the day of the end does not', () => {
  expect(values(offeredCodes(list, { on: '2026-03-31' }))).toEqual(['old', 'always']);
  expect(values(offeredCodes(list, { on: '2026-04-01' }))).toEqual(['always', 'new']);
});

it('keeps what an old record says, and tells that it has ended', () => {
  expect(offeredCodes(list, { on: '2026-04-01', kept: 'old' })).toEqual([
    { value: 'old', label: '「old」（使用終了）' },
    { value: 'always', label: '「always」' },
    { value: 'new', label: '「new」' },
  ]);
});

it('leaves out states that nobody chooses', () => {
  expect(values(offeredCodes(list, { on: '2026-04-01', except: ['always'] }))).toEqual(['new']);
});
