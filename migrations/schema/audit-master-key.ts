import { step } from './step';

/** A database that has wrapped keys already says by them which master key is its own: the one of most, and of as many the older. */
export const auditMasterKey = step(
  '0.6.0-audit-master-key',
  `
insert into master_key (key_id)
select k.master_key_id from audit_key k where k.wrapped is not null group by k.master_key_id order by count(*) desc, min(k.made_at) limit 1;
`,
);
