import { axisTicks, isBehind } from './scale';

describe('axis', () => {
  it.each([
    [70, [0, 20, 40, 60, 80]],
    [100, [0, 50, 100]],
    [8, [0, 2, 4, 6, 8]],
    [0.35, [0, 0.1, 0.2, 0.3, 0.4]],
    [0, [0, 1]],
  ])('of %p', (max, ticks) => {
    expect(axisTicks(max)).toEqual(ticks);
  });
});

describe('behind the plan', () => {
  it('means below nine tenths', () => {
    expect(isBehind(89, 100)).toBe(true);
    expect(isBehind(90, 100)).toBe(false);
  });

  it('is never said without a plan or an actual', () => {
    expect(isBehind(null, 100)).toBe(false);
    expect(isBehind(5, null)).toBe(false);
    expect(isBehind(0, 0)).toBe(false);
  });
});
