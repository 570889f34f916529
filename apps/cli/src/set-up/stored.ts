import { foldLogin } from '@madoguchi/identity';
import type { Client } from 'pg';

/** What an installation holds already of what a set-up file describes. */
export interface Stored {
  readonly municipalities: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly organisations: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly offices: readonly {
    readonly id: string;
    readonly organisationId: string;
    readonly municipalityId: string | null;
    readonly kind: string;
    readonly name: string;
    readonly headTitle: string;
  }[];
  readonly counters: readonly { readonly id: string; readonly officeId: string; readonly kind: string; readonly name: string }[];
  /** With the organisations of which it is, was or will be an administrator. */
  readonly accounts: readonly { readonly login: string; readonly administers: readonly string[] }[];
}

export async function readStored(client: Client, logins: readonly string[]): Promise<Stored> {
  const rows = async <T>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> => (await client.query(sql, [...values])).rows as T[];
  return {
    municipalities: await rows('select id, code, name from municipality order by code'),
    organisations: await rows('select id, kind, name from organisation order by name, id'),
    offices: await rows('select id, organisation_id as "organisationId", municipality_id as "municipalityId", kind, name, head_title as "headTitle" from office order by name, id'),
    counters: await rows('select id, office_id as "officeId", kind, name from counter order by name, id'),
    accounts: await rows(
      `select s.login, array(select o.organisation_id from assignment a join office o on o.id = a.office_id where a.staff_id = s.id and a.role = 'administrator') as administers
       from staff s where lower(normalize(s.login, NFKC)) = any($1::text[])`,
      [logins.map(foldLogin)],
    ),
  };
}
