import { Injectable } from '@nestjs/common';
import { scope, scopeParty } from '@madoguchi/access';
import type { ComputedLine } from '@madoguchi/agreements';
import type { DateRange, MunicipalityId } from '@madoguchi/kernel';
import { FactReader, type SqlValue, type Tx } from '@madoguchi/platform';
import type { FactRow } from '../domain/figure';

/** A fact that the reader may open. */
export interface OpenFact extends FactRow {
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

  async open(tx: Tx, municipality: MunicipalityId, line: ComputedLine, window: DateRange): Promise<readonly OpenFact[]> {
    const { text, values } = definition(line, window, 'open');
    return tx.query<OpenFact>(`${text} and f.municipality_id = $${values.length + 1}`, [...values, municipality]);
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
