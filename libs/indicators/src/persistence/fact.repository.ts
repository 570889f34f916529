import { Injectable } from '@nestjs/common';
import { scope, scopeParty } from '@madoguchi/access';
import type { ComputedLine, StoredLineOfPlan } from '@madoguchi/agreements';
import { joinLabel, type PersonLabel } from '@madoguchi/clients';
import type { DateRange, MunicipalityId } from '@madoguchi/kernel';
import { FactReader, type SqlValue, type Tx } from '@madoguchi/platform';
import type { FactRow } from '../domain/figure';

/** A fact that the reader may open. */
export interface OpenFact extends FactRow, PersonLabel {
  readonly route: string | null;
}

/** All facts of a line in a window, in the municipality that is being counted. */
export type AllFacts = (line: ComputedLine, window: DateRange) => Promise<readonly FactRow[]>;

/**
 * The same definition asked twice: as counter over all facts of a municipality (the figure), and as the reader over the
 * facts that the reader may see (the part of it that opens).
 */
@Injectable()
export class FactRepository {
  constructor(private readonly facts: FactReader) {}

  /** Hands out a look at all facts of a municipality, for as many lines and windows as one page needs. */
  async counting<T>(municipality: MunicipalityId, work: (all: AllFacts) => Promise<T>): Promise<T> {
    return this.facts.read(municipality, (ask) =>
      work((line, window) => {
        const { text, values } = definition(line, window, 'fact');
        return ask<FactRow>(text, values);
      }),
    );
  }

  /** The total and the part of it that the reader may open, in one statement: of one moment. */
  async open(tx: Tx, line: StoredLineOfPlan, window: DateRange): Promise<{ readonly total: number; readonly facts: readonly OpenFact[] }> {
    const { text, values } = definition(line, window, 'open');
    const place = (index: number): string => `$${values.length + index}`;
    const rows = await tx.query<{ total: number } & ({ recordId: null } | OpenFact)>(
      `select t.total, o.* from (
         select figure_total(${place(1)}, ${place(2)}, ${place(3)}, ${place(4)}, ${place(5)}, $1, $2) as total) t
       left join (
         select f."recordId", f."personId", f.date, f.route, label.number, label.protected, label."familyName", label."givenName",
           label."familyKana", label."givenKana", label."birthDate"
         from (${text} and f.municipality_id = ${place(1)}) f ${joinLabel('f."personId"')}) o on true`,
      [...values, line.municipalityId, line.fact, line.dateBasis, line.routes, line.basis],
    );
    return { total: rows[0]?.total ?? 0, facts: rows.flatMap(({ total: _ofAll, ...fact }) => (fact.recordId === null ? [] : [fact])) };
  }
}

/** Line one of the gate for the records behind a fact: the views alone would be line two alone. */
const READER: Readonly<Record<ComputedLine['fact'], string>> = {
  referral_sent: `join referral r on r.id = f.referral_id ${scopeParty('r')}`,
  placement: `join placement q on q.id = f.record_id ${scope('q', 'placement')}`,
};

/** The text of a line's definition; view and date column come from closed lists, everything else is a parameter. */
function definition(line: ComputedLine, window: DateRange, side: 'fact' | 'open'): { readonly text: string; readonly values: readonly SqlValue[] } {
  const date = dateColumn(line.dateBasis);
  const values: SqlValue[] = [window.from, window.until];
  const view = line.fact === 'referral_sent' ? `${side}_referral_sent` : `${side}_placement`;
  const reader = side === 'fact' ? '' : READER[line.fact];
  const route = line.fact === 'placement' ? 'f.route' : 'null::text';
  let text = `select f.record_id as "recordId", f.person_id as "personId", f.${date} as date, ${route} as route
    from ${view} f ${reader} where f.${date} >= $1 and f.${date} < $2`;
  if (line.fact === 'placement' && line.routes.length > 0) {
    values.push(line.routes);
    text += ' and f.route = any($3::text[])';
  }
  return { text, values };
}

function dateColumn(basis: ComputedLine['dateBasis']): string {
  switch (basis) {
    case 'sent_on':
      return 'sent_on';
    case 'hired_on':
      return 'hired_on';
    case 'confirmed_on':
      return 'confirmed_on';
  }
}
