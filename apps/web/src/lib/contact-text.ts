/** Telephone as typed, with full-width digits and every kind of dash made plain. A number, so nothing of a name is lost. */
export function plainPhone(text: string): string {
  return text.normalize('NFKC').replaceAll(/[ー‐‑‒–—―−]/gu, '-').trim();
}

/** Seven digits, from 「７５３－８６５０」 or 「〒753-8650」 too. */
export function plainPostalCode(text: string): string {
  return plainPhone(text).replaceAll(/[〒\s-]/gu, '');
}
