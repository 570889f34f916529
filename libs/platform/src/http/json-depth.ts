const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSES: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Whether lists and objects of a JSON text lie in one another more than `most` deep, told from its bytes: everything that
 * walks a parsed body calls itself for each level, and would run out of stack.
 */
export function isDeeperThan(json: Uint8Array, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (inText && byte === BACKSLASH) index += 1;
    else if (byte === QUOTE) inText = !inText;
    else if (!inText && OPENS.has(byte) && (depth += 1) > most) return true;
    else if (!inText && CLOSES.has(byte)) depth -= 1;
  }
  return false;
}
