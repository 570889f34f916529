import { NestFactory } from '@nestjs/core';
import { type AssignmentId, newId, todayInTokyo } from '@madoguchi/kernel';
import { createLogger, readSettings } from '@madoguchi/platform';
import { Client } from 'pg';
import { ApiModule } from '../../../api/src/api.module';
import { assignmentId } from './organisations';
import { CLIENTS_A_YEAR, seedClients } from './seed-clients';
import { seedIdentity } from './seed-identity';
import { attachLatePapers } from './seed-papers';
import { adoptPlans } from './seed-plans';
import { seedSafeguards } from './seed-safeguards';

export interface DemoSeedOptions {
  readonly ownerUrl: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Fewer for tests; the first of this year reach every state in any case. */
  readonly clientsPerYear?: number;
  readonly log: (line: string) => void;
}

const MARK = 'demo.loaded_on';

/**
 * Loads the demo municipality unless it is there. The mark is set last: a load that was killed half-way is swept away
 * and begun again. Production mode and a database in which anybody works who is not of the demo are never touched.
 * @returns whether it was loaded now.
 */
export async function seedDemo(options: DemoSeedOptions): Promise<boolean> {
  if (options.environment['NODE_ENV'] === 'production') return false;
  const owner = new Client({ connectionString: options.ownerUrl, application_name: 'madoguchi-seed' });
  await owner.connect();
  try {
    if ((await owner.query('select 1 from setting where key = $1', [MARK])).rowCount !== 0) return false;
    if ((await owner.query('select 1 from staff where not demo limit 1')).rowCount !== 0) return false;
    await sweepHalfLoaded(owner);
    await seedIdentity(options.ownerUrl);
    await loadStories(owner, options);
    await owner.query('insert into setting (key, value, description) values ($1, to_jsonb(now()::text), $2)', [MARK, '見本の自治体を読み込んだ日時']);
    return true;
  } finally {
    await owner.end();
  }
}

async function loadStories(owner: Client, options: DemoSeedOptions): Promise<void> {
  // The mark at the end is durable, and with it everything before it: until then the load counts as none.
  const settings = { ...readSettings(options.environment), durableCommits: false };
  const app = await NestFactory.createApplicationContext(ApiModule.forProcess(settings, createLogger('cli', 'silent')), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const planner = { assignmentId: assignmentId('keikaku') as AssignmentId, purpose: 'report', requestId: newId<'Request'>(), clock: settings.clock } as const;
    await adoptPlans(app, planner, owner);
    const clients = await seedClients(app, todayInTokyo(settings.clock), options.clientsPerYear ?? CLIENTS_A_YEAR, async (events) => {
      // Statements are planned once a connection: a plan made for empty tables would be kept while they fill.
      await owner.query('analyze');
      options.log(`${events} events of the demo municipality`);
    });
    await attachLatePapers(app, owner, todayInTokyo(settings.clock));
    await seedSafeguards(app, owner, settings.clock);
    options.log(`${clients} made-up clients`);
    // Reminders of days gone by would greet the first user by the hundred.
    await owner.query('delete from outbox');
    // The stories tell what is written down; what was merely ticked off is ticked off here, up to the last fortnight.
    const today = todayInTokyo(settings.clock);
    await owner.query(
      `update follow_up set status = 'done', closed_at = due_on + time '08:00', version = version + 1
       where status = 'open' and kind in ('income_report', 'plan_review', 'disposal_confirmation', 'support_without_sharing', 'task', 'registration_expiry', 'consent_expiry')
         and due_on < $1::date - 14`,
      [today],
    );
    await owner.query('analyze');
  } finally {
    await app.close();
  }
}

async function sweepHalfLoaded(owner: Client): Promise<void> {
  await owner.query(
    'truncate person, access_reason, access_mask, search_token, record_party, household, audit_event, audit_key, outbox, inbox, idempotency_key, draft, annual_plan, agreement, export_file cascade',
  );
  await owner.query('alter sequence person_number restart');
  await owner.query('alter sequence document_number restart');
}
