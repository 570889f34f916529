import { step } from './step';

/** Logins are one however they are typed: compared after NFKC and without capitals. */
export const oneLogin = step(
  '0.6.0-identity-one-login',
  `
do $$ declare v_same text; begin
  select string_agg(d.logins, '; ' order by d.logins) into v_same
  from (select string_agg(s.login, ', ' order by s.login) as logins from staff s group by lower(normalize(s.login, NFKC)) having count(*) > 1) d;
  if v_same is not null then
    raise exception 'Logins that differ by capitals or full width alone are one from this version on: %. Rename all but one of each (update staff set login = ... where login = ...), tell their owners, and start again.', v_same;
  end if;
end $$;
create unique index staff_login_folded on staff (lower(normalize(login, NFKC)));
`,
);
