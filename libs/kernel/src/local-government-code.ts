/**
 * 全国地方公共団体コード: two digits of the prefecture, three of the municipality, and a check digit (weights 6 to 2, the
 * last digit of eleven less the sum modulo eleven).
 */
export function isLocalGovernmentCode(text: string): boolean {
  if (!/^(0[1-9]|[1-3]\d|4[0-7])\d{4}$/.test(text)) return false;
  const sum = Array.from(text.slice(0, 5)).reduce((total, digit, index) => total + Number(digit) * (6 - index), 0);
  return Number(text.slice(5)) === (11 - (sum % 11)) % 10;
}
