/** A record that the acting organisation itself holds of a person, as it is laid before a reviewer (開示請求). */
export interface HeldRecord {
  readonly recordId: string;
  readonly itemGroup: string;
  /** YYYY-MM-DD, where the record has a day. */
  readonly date: string | null;
  /** What it is, in a word; nothing of its content. */
  readonly title: string;
  readonly text: string;
}

/** 「名前：値」, a line each; what has no value is left out. */
export function factLines(facts: readonly (readonly [name: string, value: string | null | undefined])[]): string {
  return facts.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [`${name}：${value}`])).join('\n');
}
