import { isLocalGovernmentCode } from './local-government-code';

describe('isLocalGovernmentCode', () => {
  // 北海道, 札幌市, 東京都, 横浜市, 大阪市, 山口市, 沖縄県: as published.
  it.each(['010006', '011002', '130001', '141003', '271004', '352039', '470007'])('takes %s', (code) => {
    expect(isLocalGovernmentCode(code)).toBe(true);
  });

  it.each(['', '35203', '352038', '350239', '３５２０３９', '3520390', ' 352039', '000000', '480002'])('refuses %p', (code) => {
    expect(isLocalGovernmentCode(code)).toBe(false);
  });

  it('takes exactly one check digit of ten', () => {
    for (let body = 1_000; body < 48_000; body += 7) {
      const codes = Array.from({ length: 10 }, (_, digit) => `${String(body).padStart(5, '0')}${digit}`);
      expect(codes.filter(isLocalGovernmentCode)).toHaveLength(1);
    }
  });
});
