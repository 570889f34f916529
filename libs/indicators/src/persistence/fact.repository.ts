import { Injectable } from '@nestjs/common';
import { scope, scopeParty } from '@madoguchi/access';
import { joinLabel, type PersonLabel, protectedAmong } from '@madoguchi/clients';
import type { DateRange, IsoDate, MunicipalityId } from '@madoguchi/kernel';
import { FactReader, type Tx } from '@madoguchi/platform';
import { COUNTABLE_FACTS, type Fact } from '../domain/facts';
import type { LineOfPlan, StoredLine } from './plan-line.repository';

/** A fact that the reader may open. */
export interface OpenFact extends PersonLabel {
  readonly personId: string;
  readonly date: IsoDate;
  readonly route: string | null;
}

/** What the cases give for one line. */
export interface LineCounts {
  readonly lineId: string;
  readonly computed: number;
  readonly persons: number;
  readonly allRoutes: number;
  readonly lastYear: number;
  /** By month, YYYY-MM; a month without a fact is not in it. */
  readonly months: Readonly<Record<string, number>>;
}

/** Counts are made by the functions and views of migrations/standing/indicators, and nowhere else. */
@Injectable()
export class FactRepository {
  constructor(private readonly facts: FactReader) {}

  /** All lines of a plan, in one statement, over every fact of the municipality. */
  async count(municipality: MunicipalityId, lines: readonly StoredLine[], year: DateRange, lastYear: DateRange): Promise<readonly LineCounts[]> {
    return this.facts.read(municipality, (ask) =>
      ask<LineCounts>(
        `select l.id as "lineId", c.computed, c.persons, c.all_routes as "allRoutes", c.last_year as "lastYear", c.months
         from jsonb_to_recordset($1::jsonb) as l(id uuid, fact text, basis text, "dateBasis" text, routes text[])
         cross join lateral line_counts(l.fact, l.basis, l."dateBasis", l.routes, $2, $3, $4, $5) c`,
        [JSON.stringify(lines), year.from, year.until, lastYear.from, lastYear.until],
      ),
    );
  }

  /** The total and the part of it that the reader may open, in one statement: of one moment. */
  async open(tx: Tx, line: LineOfPlan, year: DateRange): Promise<{ readonly total: number; readonly facts: readonly OpenFact[] }> {
    const rows = await tx.query<{ total: number } & ({ personId: null } | OpenFact)>(
      `with fact as materialized (
         select m.*, row_number() over (partition by m.person_id order by m.day, m.record_id) as nth
         from open_facts($2, $4, $5, $6, $7) m ${READABLE[line.fact]} where m.municipality_id = $1)
       select t.total, o.* from (select figure_total($1, $2, $3, $4, $5, $6, $7) as total) t
       left join (
         select f.person_id as "personId", f.day as date, f.route, label.number, label."familyName", label."givenName", label."familyKana", label."givenKana",
           label."birthDate", ${protectedAmong('f.person_id', 'array(select fact.person_id from fact)')} as protected
         from fact f ${joinLabel('f.person_id')} where $3 = 'events' or f.nth = 1) o on true
       order by o.date, o.number`,
      [line.municipalityId, line.fact, line.basis, line.dateBasis, line.routes, year.from, year.until],
    );
    return { total: rows[0]?.total ?? 0, facts: rows.flatMap(({ total: _ofAll, ...fact }) => (fact.personId === null ? [] : [fact])) };
  }
}

/** Line one of the gate for the records behind each fact: the views alone would be line two alone. */
const READABLE: Readonly<Record<Fact, string>> = Object.fromEntries(
  Object.entries(COUNTABLE_FACTS).map(([fact, { record }]) => [
    fact,
    `join ${record.table} r on r.id = m.read_through ${'group' in record ? scope('r', record.group) : scopeParty('r')}`,
  ]),
) as Record<Fact, string>;
