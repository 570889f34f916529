import { useEffect, useRef } from 'react';

/**
 * Whether the form that asks is still on the screen. A save takes a moment, and who has gone on to another tab or screen
 * meanwhile is not fetched back by its end.
 */
export function useStillHere(): () => boolean {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return () => here.current;
}
