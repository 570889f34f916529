/** Jobs that one worker does side by side. */
export const JOBS_AT_ONCE = 4;
