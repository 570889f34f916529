/** The driver's own mapping of values to parameters; it ships no types for this file. */
declare module 'pg/lib/utils' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
