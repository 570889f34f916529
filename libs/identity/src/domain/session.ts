/** A session ends when nobody has used it for so long; SQL interval. */
export const SESSION_RESTS = '12 hours';

/** And at the latest so long after the sign-in, however busy it is: one working day, not the next morning's. SQL interval. */
export const SESSION_LASTS = '24 hours';
