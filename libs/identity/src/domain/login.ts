/** 利用者ID: what everybody can type on any keyboard, whoever chooses it. */
export const LOGIN = { max: 60, pattern: /^[A-Za-z0-9._-]{3,60}$/, like: '半角の英字・数字（3文字以上）' } as const;

/** Logins are compared so, here and in the database (the index `staff_login_folded`): full width, half width and capitals are one login. */
export function foldLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}
