/** True where a list and its panel stand beside each other (the `split` breakpoint of styles.css). */
export function isSplitWidth(): boolean {
  return window.matchMedia('(min-width: 62.5rem)').matches;
}
