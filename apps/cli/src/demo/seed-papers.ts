import type { INestApplicationContext } from '@nestjs/common';
import { ConsentPaperFile } from '@madoguchi/consents';
import { addDays, type IsoDate } from '@madoguchi/kernel';
import type { Client } from 'pg';
import { madeUpScan } from './made-up-scan';
import { Actors } from './story/actors';
import { workday } from './story/cast';

/** How long a scan may be missing in the demo: what was due before that has come. */
const LATEST_DAYS = 14;

/** Scans that followed: on the day on which they were due, by whoever had the case. The youngest are still missing. */
export async function attachLatePapers(app: INestApplicationContext, owner: Client, today: IsoDate): Promise<void> {
  const actors = new Actors(app);
  const { rows } = await owner.query<{ consentId: string; dueOn: IsoDate; login: string }>(
    `select f.subject_id as "consentId", f.due_on::text as "dueOn", s.login from follow_up f join staff s on s.id = coalesce(f.assignee_id, f.written_by)
     where f.kind = 'consent_paper' and f.status = 'open' and f.due_on < $1 order by f.due_on, f.id`,
    [addDays(today, -LATEST_DAYS)],
  );
  for (const { consentId, dueOn, login } of rows) await actors.use(ConsentPaperFile).attach(actors.on(workday(dueOn, 0), login), consentId, madeUpScan());
}
