import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Quiet zone, in modules, that readers ask for. */
const BORDER = 4;

/** The code as one path of an inline picture: nothing is loaded, nothing leaves the page. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="size-48 bg-white" shapeRendering="crispEdges">
      <path d={path} className="fill-black" />
    </svg>
  );
}
