import { hashPassword } from '@madoguchi/identity';
import { Client } from 'pg';
import { assignmentId, BUREAU, CITY, CONTRACTOR, COUNTERS, DEMO_PASSWORD, demoId, MUNICIPALITY, OFFICES, STAFF, staffId } from './organisations';

const SINCE = '2024-04-01';

/** Organisations, offices, counters and staff of the demo municipality. They are an operator's business, so the owner writes them. Idempotent. */
export async function seedIdentity(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-seed' });
  await client.connect();
  const password = await hashPassword(DEMO_PASSWORD);
  try {
    await client.query('begin');
    await client.query('insert into municipality (id, code, name) values ($1, $2, $3) on conflict do nothing', [MUNICIPALITY.id, MUNICIPALITY.code, MUNICIPALITY.name]);
    for (const organisation of [CITY, BUREAU, CONTRACTOR]) {
      await client.query('insert into organisation (id, kind, name) values ($1, $2, $3) on conflict do nothing', [organisation.id, organisation.kind, organisation.name]);
    }
    for (const office of Object.values(OFFICES)) {
      await client.query(
        'insert into office (id, organisation_id, municipality_id, kind, name, head_title) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
        [office.id, office.organisationId, office.municipalityId, office.kind, office.name, office.headTitle],
      );
    }
    for (const counter of COUNTERS) {
      await client.query('insert into counter (id, office_id, kind, name) values ($1, $2, $3, $4) on conflict do nothing', [
        demoId(`counter ${counter.name}`),
        OFFICES[counter.office].id,
        counter.kind,
        counter.name,
      ]);
    }
    for (const one of STAFF) {
      await client.query('insert into staff (id, login, name, demo) values ($1, $2, $3, true) on conflict do nothing', [staffId(one.login), one.login, one.name]);
      await client.query('insert into staff_credential (staff_id, password_hash) values ($1, $2) on conflict do nothing', [staffId(one.login), password]);
      await client.query(
        'insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [assignmentId(one.login), staffId(one.login), OFFICES[one.office].id, one.role, SINCE],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}
