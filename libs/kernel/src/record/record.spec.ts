import { isoDate } from '../iso-date';
import { coded, day, flag, idOf, mayBeBlank, openEnded, optional, recordedAs, text } from './field';
import { ifGiven, record, recordedWords, some, together, without } from './record';
import { factsOf, given, heldRecord, missingFields, storedOf } from './values';

const HOME = record('home', { title: '住まい', group: 'household', dated: 'since' }, {
  since: day('入った日', 'sensitive'),
  until: openEnded(day('出た日', 'sensitive')),
  kind: recordedAs('homeKind', coded('種類', 'home_kind', 'sensitive')),
  note: mayBeBlank(text('メモ', 'sensitive', { max: 10 })),
  phone: optional(text('電話番号', 'personal', { max: 20 })),
  shared: flag('同居', 'sensitive'),
  keeperId: optional(idOf('管理人', 'domain')),
});
const since = isoDate('2026-11-20');
const words = { code: (list: string, code: string) => `${list}:${code}` };

describe('a described record', () => {
  it('is stored with what its columns hold for what is absent', () => {
    expect(storedOf(HOME, { since, kind: 'own', shared: false })).toEqual({ since, until: 'infinity', kind: 'own', note: '', phone: null, shared: false, keeperId: null });
  });

  it('is read as labels and words in its order, of an id nothing', () => {
    const shown = { since, until: null, kind: 'own', note: '', phone: '083', shared: false, keeperId: 'x' };
    expect(factsOf(HOME, shown, words)).toEqual([['入った日', since], ['出た日', null], ['種類', 'home_kind:own'], ['メモ', null], ['電話番号', '083'], ['同居', 'いいえ']]);
    expect(factsOf(some(HOME, ['note']), null, words)).toEqual([['メモ', null]]);
  });

  it('is copied for a 開示請求 with its day beside the text', () => {
    const held = heldRecord(HOME, { id: 'h', since, until: null, kind: 'own', note: '', phone: null, shared: true, keeperId: null }, words);
    expect(held).toEqual({ recordId: 'h', itemGroup: 'household', date: since, title: '住まい', text: '種類：home_kind:own\n同居：はい' });
  });

  it('says what is missing, also where it may be left out as a whole', () => {
    expect(missingFields(HOME, { since, note: 'あ' }).map((one) => one.message)).toEqual(['種類を選んでください。', '同居を選んでください。']);
    expect(() => given(HOME, { since })).toThrow(expect.objectContaining({ code: 'invalid' }) as Error);
    expect(missingFields(ifGiven(HOME), {})).toEqual([]);
    expect(given(some(HOME, ['since', 'phone']), { since, phone: '' })).toEqual({ since });
  });

  it('keeps the order of the first where two are taken together, and its name', () => {
    const both = together(without(HOME, ['since', 'until', 'kind', 'keeperId', 'phone']), record('other', { title: '別', group: null }, { more: flag('追加', 'domain'), note: flag('別のメモ', 'domain') }));
    expect([both.table, Object.keys(both.fields), both.fields.note.label]).toEqual(['home', ['note', 'shared', 'more'], 'メモ']);
  });

  it('is recorded under names that say whose they are', () => {
    expect(recordedWords(some(HOME, ['kind', 'keeperId']))).toEqual([['homeKind', '種類'], ['keeperId', '管理人（識別番号）']]);
  });
});
