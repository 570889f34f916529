import * as library from 'xlsx-write-stream/dist/utils';

/** What XML 1.0 has no form for: control characters, and half of a surrogate pair. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A text as it stands in a cell. */
export function xmlText(text: string): string {
  return text.replaceAll(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The library's own leaves out every character beyond the basic plane: of 𠮷田 it would write 田, and of 葛󠄀城 the common form. */
Object.assign(library, { sanitize: xmlText });
