import { Injectable } from '@nestjs/common';
import { scope, scopePerson, scopeWritten } from '@madoguchi/access';
import type { MunicipalityId, PersonId, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type SqlValue, type Tx } from '@madoguchi/platform';
import type { BasicFacts } from '../domain/client';
import { PERSON_BASIC, type SUPPORT_CASE } from '../domain/records';
import type { Resemblance } from '../domain/resemblance';

export interface Spine {
  readonly id: PersonId;
  readonly number: string;
  readonly municipalityId: MunicipalityId;
  readonly holderName: string;
  readonly sourceOrganisationId: string;
  readonly sourceOfficeId: string;
  readonly mergedInto: string | null;
  readonly protected: boolean;
  readonly version: number;
}

export interface HeldBasic extends BasicFacts {
  readonly id: string;
  readonly sourceOrganisationId: string;
  readonly version: number;
  readonly own: boolean;
}

export interface PersonLabel {
  readonly number: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly familyKana: string | null;
  readonly givenKana: string | null;
  readonly birthDate: string | null;
  /** DV等支援措置 or 秘匿 in force: marked wherever the person is named. */
  readonly protected: boolean;
}

export interface Hit extends PersonLabel {
  readonly id: string;
  readonly workerName: string | null;
  readonly caseStatus: string | null;
}

export interface OwnCase extends Pick<ShownOf<typeof SUPPORT_CASE>, 'status' | 'openedOn' | 'closedOn' | 'closingReason'> {
  readonly id: string;
  readonly version: number;
}


/** How many entries of a token are looked at to tell which token is rare. */
const LOOKED_AT = 50;

/** Own records first: where two holders' names can be read, the reader's own organisation's are shown. */
const OWN_FIRST = '(b.source_organisation_id = (select current_organisation())) desc, b.entered_at';

const NAMED = `p.id, p.number, n."familyName", n."givenName", n."familyKana", n."givenKana", n."birthDate"`;
const NAMES = `from person p ${scopePerson('p')}
  left join lateral (
    select b.family_name as "familyName", b.given_name as "givenName", b.family_kana as "familyKana", b.given_kana as "givenKana", b.birth_date as "birthDate"
    from person_basic b ${scope('b', 'basic')} where b.person_id = p.id order by ${OWN_FIRST} limit 1) n on true`;

/**
 * For lists of later rooms in one statement: number and names beside a person's id, under `label`; `protectedAmong` makes a
 * PersonLabel of it. Rows of whom the acting office does not even know the number are left out.
 * @param personId column in the query; a name in the source, never input.
 */
export function joinLabel(personId: string): string {
  return `join lateral (select ${NAMED} ${NAMES} where p.id = ${personId}) label on true`;
}

/** A name as people are called, as `joinName` of the kernel joins it. */
export function joinedName(names: string): string {
  return `nullif(concat_ws('　', nullif(${names}."familyName", ''), nullif(${names}."givenName", '')), '')`;
}

/** The name alone beside a person's id; null of whom the acting office does not know number or name. */
export function nameOf(personId: string): string {
  return `(select ${joinedName('n')} ${NAMES} where p.id = ${personId} limit 1)`;
}

/**
 * Whether a measure is in force for a person of a list: asked once for all of them, not once a line.
 * @param persons all ids of the list, an array in the query that does not depend on the line. Both are texts in the source, never input.
 */
export function protectedAmong(personId: string, persons: string): string {
  return `${personId} = any (array(select persons_protected(${persons})))`;
}

/** The same, where a person whose number may not be seen leaves an empty place and not a missing line. */
function leftJoinLabel(personId: string): string {
  return `left ${joinLabel(personId)}`;
}

/** What `labelled` adds to a line: null where even the person's number may not be seen. */
export type Labelled<Line> = Line & { readonly [K in keyof PersonLabel]: PersonLabel[K] | (K extends 'protected' ? never : null) };

/**
 * A page of a later room's list with each person's number and names, in one statement. Where the number may not be seen,
 * nothing stands beside the line, not even that a measure is in force.
 * @param page a query with a column `person_id`.
 * @param order of the page's columns. Both are texts in the source, never input.
 */
export function labelled(page: string, order: string): string {
  return `with page as materialized (${page})
    select page.*, label.number, label."familyName", label."givenName", label."familyKana", label."givenKana", label."birthDate",
      label.id is not null and ${protectedAmong('page.person_id', 'array(select page.person_id from page)')} as protected
    from page ${leftJoinLabel('page.person_id')} order by ${order}`;
}

/** A token of an item group that the role may read, live, and for the one purpose that searching serves. */
function openToken(alias: string): string {
  return `${alias}.valid_from <= (select app_now()) and ${alias}.valid_until > (select app_now()) and (select current_purpose()) = 'support'
    and case ${alias}.item_group when 'basic' then (select actor_may_read('basic')) when 'contact' then (select actor_may_read('contact')) else false end`;
}

/**
 * Persons that bear every token. The search starts from the rarest one in this office, found by looking at a few
 * entries of each, and looks at the others person by person, all at once: a common syllable alone may stand for thousands.
 */
function bearing(tokens: string, limit: string): string {
  return `with rarest as materialized (
       select w.token from unnest(${tokens}) as w(token)
       order by (select count(*) from (
         select from search_token s where s.grantee_office_id = (select current_office()) and s.token = w.token limit ${LOOKED_AT}) few)
       limit 1)
     select distinct t.person_id as id from search_token t
     where t.grantee_office_id = (select current_office()) and t.token = (select r.token from rarest r) and ${openToken('t')}
       and array(select s.token from search_token s where s.grantee_office_id = (select current_office()) and s.person_id = t.person_id
         and s.token = any (${tokens}) and ${openToken('s')}) @> ${tokens}
     order by t.person_id limit ${limit}`;
}

/**
 * Persons who may be the same, each once; who shares the birth date comes first. The whole reading is one equality; who is
 * found by another sign must bear the pieces of the family reading. $1 how many, $2 signs, $3 pieces, $4 reading.
 */
const ALIKE = `select t.person_id as id, min(case when t.token = ($2::text[])[1] then 1 when t.token like 'k:%' then 2 else 3 end) as rank from search_token t
  where t.grantee_office_id = (select current_office()) and t.token = any ($2::text[] || ('k:' || reading_key($4))) and ${openToken('t')}
    and (t.token <> all ($2::text[]) or array(select s.token from search_token s where s.grantee_office_id = (select current_office()) and s.person_id = t.person_id
      and s.token = any ($3::text[]) and ${openToken('s')}) @> $3::text[])
  group by t.person_id order by 2, 1 limit $1`;

const valuesOf = ({ signs, family, reading }: Resemblance, limit: number): SqlValue[] => [limit, [...signs], [...family], reading];

@Injectable()
export class ClientRepository {
  async spine(tx: Tx, personId: string): Promise<Spine | undefined> {
    const [row] = await tx.query<Spine>(
      `select p.id, p.number, p.municipality_id as "municipalityId", g.name as "holderName", p.source_organisation_id as "sourceOrganisationId",
         p.source_office_id as "sourceOfficeId",
         p.merged_into as "mergedInto", p.version, person_protected(p.id) as protected
       from person p ${scopePerson('p')} join organisation g on g.id = p.source_organisation_id where p.id = $1`,
      [personId],
    );
    return row;
  }

  /** Every holder's names that the acting office may read; the own organisation's first. */
  async basics(tx: Tx, personId: string): Promise<readonly HeldBasic[]> {
    return tx.query<HeldBasic>(
      `select b.id, b.source_organisation_id as "sourceOrganisationId", b.version, b.source_organisation_id = (select current_organisation()) as own,
         ${columnsOf(PERSON_BASIC, 'b')}
       from person_basic b ${scope('b', 'basic')} where b.person_id = $1 order by ${OWN_FIRST}`,
      [personId],
    );
  }

  async caseOf(tx: Tx, personId: string): Promise<{ id: string; status: string; workerId: string } | null> {
    const [row] = await tx.query<{ id: string; status: string; workerId: string }>(
      `select s.id, s.status, s.worker_id as "workerId" from support_case s ${scope('s', 'basic')}
       where s.person_id = $1 order by s.opened_on desc, s.entered_at desc limit 1`,
      [personId],
    );
    return row ?? null;
  }

  async ownCase(tx: Tx, personId: string, caseId: string): Promise<OwnCase | undefined> {
    const [row] = await tx.query<OwnCase>(
      `select s.id, s.status, s.version, s.opened_on as "openedOn", s.closed_on as "closedOn", s.closing_reason as "closingReason"
       from support_case s ${scope('s', 'basic')}
       where s.person_id = $1 and s.id = $2 and s.source_organisation_id = (select current_organisation())`,
      [personId, caseId],
    );
    return row;
  }

  async isReadableCase(tx: Tx, personId: string, caseId: string): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(`select s.id from support_case s ${scope('s', 'basic')} where s.id = $1 and s.person_id = $2`, [caseId, personId]);
    return rows.length > 0;
  }

  /** Cases that can be read, newest first; then those that the acting organisation has written under before. */
  async knownCases(tx: Tx, personId: string): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `select k.id from (
         select s.id, 1 as rank, s.opened_on::timestamptz as at from support_case s ${scope('s', 'basic')} where s.person_id = $1
         union all
         select w.case_id, 2, w.entered_at from case_written w ${scopeWritten('w')}
         where w.person_id = $1 and w.source_organisation_id = (select current_organisation())) k
       group by k.id order by min(k.rank), max(k.at) desc`,
      [personId],
    );
    return rows.map((row) => row.id);
  }

  async labels(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonLabel>> {
    if (personIds.length === 0) return new Map();
    const rows = await tx.query<PersonLabel & { id: string }>(
      `select ${NAMED}, ${protectedAmong('p.id', '$1::uuid[]')} as protected ${NAMES} where p.id = any($1::uuid[])`,
      [[...new Set(personIds)]],
    );
    return new Map(rows.map(({ id, ...label }) => [id, label]));
  }

  async idsByNumber(tx: Tx, number: string): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(`select p.id from person p ${scopePerson('p')} where p.number = $1`, [number]);
    return rows.map((row) => row.id);
  }

  /** Persons that bear every token. */
  async idsByTokens(tx: Tx, tokens: readonly string[], limit: number): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(bearing('$2::text[]', '$1'), [limit, [...tokens]]);
    return rows.map((row) => row.id);
  }

  /** Persons who may be the same; who shares the birth date comes first. */
  async alike(tx: Tx, whom: Resemblance, limit: number): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(`select a.id from (${ALIKE}) a order by a.rank, a.id`, valuesOf(whom, limit));
    return rows.map((row) => row.id);
  }

  /**
   * Two registrations of one birth date, or into one household, wait for each other until the first has ended, so that the
   * second of two tabs finds whom the first has written, and that the household has its head.
   */
  async lockRegistration(tx: Tx, birthDate: string, caseNumber: string | undefined): Promise<void> {
    await tx.write(
      `select pg_advisory_xact_lock(hashtextextended(current_office()::text || $1, 20260403)),
         case when $2::text is not null then pg_advisory_xact_lock(hashtextextended(current_office()::text || $2, 20261126)) end`,
      [birthDate, caseNumber ?? null],
    );
  }

  async hits(tx: Tx, personIds: readonly string[]): Promise<readonly Hit[]> {
    if (personIds.length === 0) return [];
    const [labels, cases] = await Promise.all([
      this.labels(tx, personIds),
      tx.query<{ personId: string; workerName: string; caseStatus: string }>(
        `select distinct on (s.person_id) s.person_id as "personId", w.name as "workerName", s.status as "caseStatus"
         from support_case s ${scope('s', 'basic')} join staff w on w.id = s.worker_id
         where s.person_id = any($1::uuid[]) order by s.person_id, s.opened_on desc, s.entered_at desc`,
        [[...personIds]],
      ),
    ]);
    const caseOf = new Map(cases.map((row) => [row.personId, row]));
    return personIds.flatMap((id) => {
      const label = labels.get(id);
      if (!label) return [];
      return [{ id, ...label, workerName: caseOf.get(id)?.workerName ?? null, caseStatus: caseOf.get(id)?.caseStatus ?? null }];
    });
  }

  /**
   * Opens a person about to be registered to the acting office, and draws the number. Must come before the person's first
   * row; `endRegistration` comes after the last.
   * @param unless who may be the same, and who of them was seen and is somebody else.
   * @returns nothing, and draws no number, where somebody who may be the same was not seen.
   */
  async beginRegistration(tx: Tx, person: PersonId, fiscalYear: number, unless?: { readonly alike: Resemblance; readonly limit: number; readonly seen: readonly string[] }): Promise<string | undefined> {
    const [row] = unless
      ? await tx.query<{ n: number }>(
          `select nextval('person_number') as n, begin_registration($5)
           where not exists (select 1 from (${ALIKE}) a where a.id <> all ($6::uuid[]))`,
          [...valuesOf(unless.alike, unless.limit), person, [...unless.seen]],
        )
      : await tx.query<{ n: number }>("select nextval('person_number') as n, begin_registration($1)", [person]);
    if (!row) return undefined;
    const reiwa = String(fiscalYear - 2018).padStart(2, '0');
    return `R${reiwa}-${String(row.n).padStart(5, '0')}`;
  }

  /** From here on the person is found by names, birth date and telephone. */
  async endRegistration(tx: Tx, person: PersonId): Promise<void> {
    await tx.write('select end_registration($1)', [person]);
  }
}
