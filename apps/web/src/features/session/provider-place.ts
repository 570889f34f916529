const KEY = 'madoguchi.place';

/** Where somebody was when they left for the provider. Addresses name nobody. */
export function rememberPlace(): void {
  sessionStorage.setItem(KEY, `${window.location.pathname}${window.location.search}`);
}

export function rememberedPlace(): string {
  const place = sessionStorage.getItem(KEY) ?? '/';
  sessionStorage.removeItem(KEY);
  return place;
}
