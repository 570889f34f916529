import { Injectable } from '@nestjs/common';
import { type ItemGroup, scope, scopeParty, scopePerson } from '@madoguchi/access';
import { protectedAmong } from '@madoguchi/clients';
import type { Fact } from '@madoguchi/indicators';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type Field, outcomeFields, type OutcomeRow, sourceOf, type SourceName, SOURCES } from '../domain/outcome-columns';

export interface OutcomeWindow {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

interface Outcome {
  readonly sources: readonly SourceName[];
  readonly text: string;
}

/** Which facts of the month the file tells, as a figure opens them, and the records that belong to each; every source under its own name. */
const OUTCOMES: Readonly<Partial<Record<Fact, Outcome>>> = {
  referral_sent: {
    sources: ['outcome', 'sending', 'request', 'office', 'person'],
    text: `from (select 'referral_sent' as kind, m.* from open_facts('referral_sent', 'sent_on', '{}', $1, $2) m) outcome
      join referral_sending sending on sending.id = outcome.record_id
      join referral request on request.id = outcome.read_through ${scopeParty('request')}
      join office on office.id = case when request.source_office_id = (select current_office()) then request.recipient_office_id else request.source_office_id end
      join person person on person.id = outcome.person_id ${scopePerson('person')}`,
  },
  placement: {
    sources: ['outcome', 'placement', 'office', 'person'],
    text: `from (select 'placement' as kind, m.* from open_facts('placement', 'hired_on', '{}', $1, $2) m) outcome
      join placement placement on placement.id = outcome.read_through ${scope('placement', 'placement')}
      join office on office.id = placement.source_office_id
      join person person on person.id = outcome.person_id ${scopePerson('person')}`,
  },
};

/** Sendings of referrals and placements confirmed in a window, as far as the acting office may see them for reporting. */
@Injectable()
export class OutcomeRepository {
  async count(tx: Tx, window: OutcomeWindow): Promise<number> {
    const each = Object.values(OUTCOMES).map(({ text }) => `(select count(*) ${text})`);
    const [row] = await tx.query<{ n: number }>(`select ${each.join(' + ')} as n`, [window.from, window.until]);
    return row?.n ?? 0;
  }

  /** The next `limit` rows after a key (date, record), in order. */
  async page(tx: Tx, window: OutcomeWindow, after: { readonly date: string; readonly recordId: string }, limit: number): Promise<readonly OutcomeRow[]> {
    const fields = outcomeFields();
    const each = Object.values(OUTCOMES).map(({ sources, text }) => linesOf(fields, sources, text));
    return tx.query<OutcomeRow>(
      `with page as materialized (
         select x.* from (${each.join('\n union all ')}) x
         where (x.date, x."recordId") > ($3::date, $4::uuid) order by x.date, x."recordId" limit $5)
       select line.*, ${protectedAmong('line."personId"', 'array(select page."personId" from page)')} as protected
       from page line order by line.date, line."recordId"`,
      [window.from, window.until, after.date, after.recordId, limit],
    );
  }
}

/** One outcome's lines: what the columns name of it, and whose records that are. Names come from the declaration, never from input. */
function linesOf(fields: readonly Field[], own: readonly SourceName[], text: string): string {
  const ofPerson = [...new Set(fields.map(sourceOf))].filter((source) => 'ofPerson' in SOURCES[source]);
  const there = [...own, ...ofPerson];
  const shown = fields.filter((field) => there.includes(sourceOf(field)));
  return `select outcome.day as date, outcome.record_id as "recordId", person.id as "personId",
      (select to_jsonb(f) from (select ${shown.map((field) => `${field} as "${field}"`).join(', ')}) f) as fields,
      jsonb_strip_nulls(jsonb_build_object(${there.filter((source) => 'group' in SOURCES[source]).map(holder).join(', ')})) as held
    ${text} ${ofPerson.map((source) => heldOfPerson(source, shown)).join('\n')}`;
}

function holder(source: SourceName): string {
  const personId = source === 'person' ? 'person.id' : `${source}.person_id`;
  return `'${source}', case when ${personId} is not null then jsonb_build_object('personId', ${personId}, 'sourceOrganisationId', ${source}.source_organisation_id) end`;
}

function heldOfPerson(source: SourceName, fields: readonly Field[]): string {
  const { table, group } = SOURCES[source] as { readonly table: string; readonly group: ItemGroup };
  const columns = fields.filter((field) => sourceOf(field) === source).map((field) => field.replace(`${source}.`, 'h.'));
  return `left join lateral (
      select h.person_id, h.source_organisation_id, ${columns.join(', ')} from ${table} h ${scope('h', group)} where h.person_id = person.id
      order by (h.source_organisation_id = (select current_organisation())) desc, h.entered_at limit 1) ${source} on true`;
}
