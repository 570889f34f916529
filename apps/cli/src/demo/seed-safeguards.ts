import { randomUUID } from 'node:crypto';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NarrowConsent, RecordConsent, RenewConsent } from '@madoguchi/consents';
import { RecordRequest } from '@madoguchi/disclosures';
import { addDays, addMonths, type AssignmentId, type Clock, isoDate, type IsoDate, todayInTokyo } from '@madoguchi/kernel';
import type { Ctx } from '@madoguchi/platform';
import { AskOnwardSharing, DecideOnwardSharing } from '@madoguchi/onward-sharing';
import { AskExceptionalAccess, AskRelease, DecideRelease, RecordProtection, SettleExceptionalAccess } from '@madoguchi/protection';
import type { Client } from 'pg';
import { assignmentId, OFFICES } from './organisations';

interface SharedPerson {
  readonly id: string;
  readonly consentId: string;
  readonly version: number;
  readonly formId: string;
}

type Use = <T>(useCase: Type<T>) => T;
type As = (login: string) => Ctx;

const ONWARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0003';

/** Persons of the welfare office whose consent is in force, 健康 included, and whose request Hello Work has accepted. */
const SHARED = `select distinct on (p.number) p.id, c.id as "consentId", c.version, c.form_id as "formId"
  from person p join consent c on c.person_id = p.id and c.withdrawn_at is null and c.valid_until_at > $1 and c.source_office_id = $2
  join referral r on r.person_id = p.id and r.status = 'accepted' join referral_sending g on g.id = r.sending_id and g.sharing_ended_at is null
  join support_case s on s.person_id = p.id and s.status = 'open'
  where p.source_office_id = $2 and exists (select 1 from consent_scope x where x.consent_id = c.id and x.direction = 'to_recipient' and x.item_group = 'health')
  order by p.number desc limit 4`;
/** Somebody of the city whom Hello Work does not know. */
const UNKNOWN = `select p.number, b.birth_date::text as "birthDate" from person p join person_basic b on b.person_id = p.id
  where p.source_office_id = $2 and not exists (select 1 from access_mask m where m.person_id = p.id and m.grantee_office_id = $1) order by p.number limit 2`;

/** What stands beside the main job, told on the day of loading: measures, releases, renewals, exceptional access, passing on, a request. */
export async function seedSafeguards(app: INestApplicationContext, owner: Client, clock: Clock): Promise<void> {
  const today = todayInTokyo(clock);
  const use: Use = (useCase) => app.get(useCase, { strict: false });
  const as: As = (login) => ({ assignmentId: assignmentId(login) as AssignmentId, purpose: 'support', requestId: randomUUID(), clock });
  const { rows: shared } = await owner.query<SharedPerson>(SHARED, [clock.now(), OFFICES.welfare.id]);
  const [overdue, released, renewed, passed] = shared;
  if (overdue) {
    await protect(use, as, overdue, addDays(today, -380), addDays(today, -15));
    await askRelease(use, as, overdue, 3);
  }
  if (released) {
    await protect(use, as, released, addDays(today, -90), addDays(today, 275));
    const { id, version } = await askRelease(use, as, released, 14);
    await use(DecideRelease).decide(as('kakaricho'), { id, version, decision: 'approved' });
    const health = { direction: 'to_recipient', itemGroup: 'health' } as const;
    await use(NarrowConsent).run(as('cw1'), { id: released.consentId, version: released.version, narrowedOn: today, groups: [health] });
  }
  if (renewed) {
    const { id: personId, consentId: id, version, formId } = renewed;
    await use(RenewConsent).run(as('cw1'), { id, version, formId, givenOn: today, method: 'written', lastDay: addMonths(today, 12) });
    const request = { requesterKind: 'self', requesterName: '本人', identityCheck: 'photo_id', askedFor: '相談の記録と支援要請に書かれた内容' } as const;
    await use(RecordRequest).run(as('cw1'), { personId, requestedOn: addDays(today, -3), ...request });
  }
  if (renewed) await askToPassOn(use, as, renewed, today);
  if (passed) {
    const { id, version } = await askToPassOn(use, as, passed, today);
    await use(DecideOnwardSharing).run(as('toukatsu'), { id, version, decision: 'approved', itemGroups: ['consultation'], note: '求職活動は、本人から直接お聞きください。' });
  }
  await seedExceptionalAccess(use, as, owner);
}

/** What Hello Work wrote goes on to the contractor's desk, if Hello Work agrees. */
async function askToPassOn(use: Use, as: As, one: SharedPerson, today: IsoDate): ReturnType<AskOnwardSharing['run']> {
  const recipientOfficeId = OFFICES.contractor.id;
  await use(RecordConsent).run(as('cw1'), { personId: one.id, recipientOfficeId, formId: ONWARD_FORM, givenOn: today, method: 'written' });
  const wish = { originOfficeId: OFFICES.helloWork.id, recipientOfficeId, itemGroups: ['consultation', 'job_search'], reason: '家計の相談と就労の支援を合わせて進めるため' };
  return use(AskOnwardSharing).run(as('cw1'), { personId: one.id, ...wish });
}

function protect(use: Use, as: As, one: SharedPerson, startedOn: IsoDate, expiresOn: IsoDate): ReturnType<RecordProtection['run']> {
  return use(RecordProtection).run(as('cw1'), { personId: one.id, kind: 'official', startedOn, expiresOn, companions: [] });
}

function askRelease(use: Use, as: As, one: SharedPerson, lastsDays: number): ReturnType<AskRelease['run']> {
  const wish = { recipientOfficeId: OFFICES.helloWork.id, itemGroups: ['contact'], reason: '面接の日程の連絡に必要なため' } as const;
  return use(AskRelease).run(as('cw1'), { personId: one.id, lastsDays, ...wish });
}

async function seedExceptionalAccess(use: Use, as: As, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ number: string; birthDate: string }>(UNKNOWN, [OFFICES.helloWork.id, OFFICES.welfare.id]);
  const ask = (one: { readonly number: string; readonly birthDate: string }, reason: string): ReturnType<AskExceptionalAccess['run']> =>
    use(AskExceptionalAccess).run(as('navi1'), {
      number: one.number, birthDate: isoDate(one.birthDate), itemGroups: ['basic', 'contact'], legalBasis: 'clear_benefit', reason, hours: 4,
    });
  const [open, waiting] = rows;
  if (open) {
    const { id } = await ask(open, '来所中に体調が急変し、家族への連絡が必要になったため');
    const { rows: answers } = await owner.query<{ id: string; version: number }>('select id, version from exceptional_answer where exceptional_id = $1', [id]);
    for (const answer of answers) await use(SettleExceptionalAccess).decide(as('kakaricho'), { ...answer, decision: 'approved' });
  }
  if (waiting) await ask(waiting, '本人から緊急の連絡があり、住まいの窓口へつなぐため');
}
