/** Telephone as typed, with full-width digits and every kind of dash made plain. A number, so nothing of a name is lost. */
export function plainPhone(text: string): string {
  return text.normalize('NFKC').replaceAll(/[ー‐‑‒–—―−]/gu, '-').trim();
}

/** Seven digits, from 「７５３－８６５０」 or 「〒753-8650」 too. */
export function plainPostalCode(text: string): string {
  return plainPhone(text).replaceAll(/[〒\s-]/gu, '');
}

/** The same for what a body holds of both. */
export function plainContact<T extends { readonly phone?: string | undefined; readonly postalCode?: string | undefined }>(body: T): T {
  const { phone, postalCode } = body;
  return { ...body, ...(phone === undefined ? {} : { phone: plainPhone(phone) }), ...(postalCode === undefined ? {} : { postalCode: plainPostalCode(postalCode) }) };
}
