import { Injectable } from '@nestjs/common';
import { type ItemGroup, maskOf, scope, scopeSeen, scopeSeenPerson, seenOf } from '@madoguchi/access';
import { type Fields, type RecordOf, type Shown, some, without } from '@madoguchi/kernel';
import { columnsOf, fieldsOf, jsonList, jsonOf, type Tx } from '@madoguchi/platform';
import { HEAD } from '../domain/client';
import { HELD, HELD_NAMES, HOUSEHOLD, HOUSEHOLD_MEMBER, PERSON_BASIC, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';
import { joinedName, nameOf } from './client.repository';

/** A record of which each holder has one. */
export type Held<F extends Fields> = Shown<F> & { readonly id: string; readonly version: number; readonly own: boolean };

/** A client's page as the database has written it, and what of the person is open, as masks: of anybody's records, and of the holder's. */
export interface WrittenPage {
  readonly id: string;
  readonly page: string;
  readonly ofAnybody: number;
  readonly ofHolder: number;
}

const CASE = without(SUPPORT_CASE, ['closedOn', 'closingReason']);
/** The own organisation's record, or the newest that can be read. */
const OWN_OR_NEWEST = 'order by own desc, t.entered_at desc limit 1';
/** Who asks is looked up once for the page. */
const ASKER = 'asker as materialized (select a.office_id, a.organisation_id from current_actor a)';
const own = (alias: string): string => `${alias}.source_organisation_id = (select asker.organisation_id from asker) as own`;

/** The parts of a client's page about $1 on the day $2, one item group each: what is closed comes back empty. */
const basic = (): string => `select b.id, b.version, ${fieldsOf(PERSON_BASIC, 'b')}, ${own('b')}
  from person_basic b ${scopeSeen('b', 'basic')} where b.person_id = $1 order by own desc, b.entered_at limit 1`;

const heldPart = (record: RecordOf<Fields, ItemGroup>): string => `select t.id, t.version, ${fieldsOf(record, 't')}, ${own('t')}
  from ${record.table} t ${scopeSeen('t', record.group)} where t.person_id = $1 ${OWN_OR_NEWEST}`;

const statuses = (): string => `select ${fieldsOf(WELFARE_STATUS, 't')}
  from welfare_status t ${scopeSeen('t', 'income')} where t.person_id = $1 order by t.valid_from desc, t.entered_at desc`;

const household = (): string => `select ${fieldsOf(without(HOUSEHOLD, ['districtWorkerId']), 'h')}, ${fieldsOf(some(HOUSEHOLD_MEMBER, ['relation']), 't')},
    (select w.name from staff w where w.id = h.district_worker_id) as "districtWorkerName", ${jsonList(members())} as members
  from household_member t ${scopeSeen('t', 'household')} join household h on h.id = t.household_id
  where t.person_id = $1 and t.left_on > $2 order by t.joined_on desc limit 1`;

/**
 * Those members whom the acting office may itself see as clients; one member's consent opens nobody else, and a protected
 * person stands in nobody's household but on the own page. How the person itself is called is known by then. $3 is the head.
 */
const members = (): string => `select m.person_id as "personId", m.relation, case when m.person_id = $1 then ${joinedName('basic')} else ${nameOf('m.person_id')} end as name
  from household_member m ${scope('m', 'household')}
  where m.household_id = t.household_id and m.left_on > $2 and (m.person_id = $1 or not person_protected(m.person_id))
  order by exists (select from code c where c.kind = 'relation' and c.code = m.relation and c.means = $3) desc, m.joined_on, m.person_id`;

const currentCase = (): string => `select t.id, ${fieldsOf(CASE, 't')}, (select w.name from staff w where w.id = t.worker_id) as "workerName", t.version
  from support_case t ${scopeSeen('t', 'basic')}
  where t.person_id = $1 order by t.opened_on desc, t.entered_at desc limit 1`;

/** The page under the names of ClientPageDto, but for the closed groups, and what of the person is open: see WrittenPage. */
const page = (): string => `with ${ASKER}, ${seenOf('$1')}
  select p.id, open.of_anybody, open.of_holder, ${jsonOf(`select p.id, p.number, p.version, p.merged_into is not null as merged, person_protected(p.id) as protected,
    g.name as "holderName", p.source_office_id = (select asker.office_id from asker) as "ownOffice", row_to_json(basic) as basic,
    ${HELD_NAMES.map((name) => `${jsonOf(heldPart(HELD[name]))} as "${name}"`).join(', ')},
    case when open.of_anybody & ${maskOf('income')} <> 0 then ${jsonList(statuses())} end as statuses,
    ${jsonOf(household())} as household, ${jsonOf(currentCase())} as case`)}::text as page
  from person p ${scopeSeenPerson('p')} join organisation g on g.id = p.source_organisation_id
  cross join lateral (
    select coalesce(bit_or(s.groups), 0) as of_anybody, coalesce(bit_or(s.groups) filter (where s.source_organisation_id = p.source_organisation_id), 0) as of_holder
    from seen s) open
  left join lateral (${basic()}) basic on true
  where p.id = $1`;

@Injectable()
export class ClientPageRepository {
  /** All that the acting office may see of a person, in one statement; nothing where it may not even know the number. */
  async open(tx: Tx, personId: string): Promise<WrittenPage | undefined> {
    const [row] = await tx.query<WrittenPage>(page(), [personId, tx.today, HEAD]);
    return row;
  }

  /** The own organisation's record, or the newest that can be read. */
  async held<F extends Fields>(tx: Tx, record: RecordOf<F, ItemGroup>, personId: string): Promise<Held<F> | null> {
    const [row] = await tx.query<Held<F>>(
      `select t.id, t.version, ${columnsOf(record, 't')}, t.source_organisation_id = (select current_organisation()) as own
       from ${record.table} t ${scope('t', record.group)} where t.person_id = $1 ${OWN_OR_NEWEST}`,
      [personId],
    );
    return row ?? null;
  }
}
