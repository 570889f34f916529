import { Injectable } from '@nestjs/common';
import { conflict, type MunicipalityId, notFound, type PersonId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { ItemGroup, OpenGroup } from '../domain/item-group';

/**
 * Reasons and masks, for later rooms. Nothing here takes a grantee: what an office may see follows from who acts and
 * from the consents and referrals on record (see the functions in migrations/standing/access and access-derivation).
 */
@Injectable()
export class AccessFacade {
  /**
   * The acting office is about to write about a person: from its first word on it has a reason of its own to see the
   * person, and what it writes stays readable to it. Nothing is returned, and nothing granted, where it may not see the
   * person; the database refuses who may only look (`looking_only`).
   */
  async beginWriting(tx: Tx, person: string): Promise<{ readonly id: PersonId; readonly municipalityId: MunicipalityId } | undefined> {
    const [begun] = await tx.query<{ id: PersonId; municipalityId: MunicipalityId }>('select id, municipality_id as "municipalityId" from begin_writing($1)', [person]);
    return begun;
  }

  /**
   * Before an office changes something of its own about a person: exceptional access is for looking.
   * @throws DomainError `looking_only` when it is the acting office's only reason.
   */
  async mustWork(tx: Tx, person: string): Promise<void> {
    const [row] = await tx.query<{ looks: boolean }>('select actor_only_looks($1) as looks', [person]);
    if (row?.looks === true) throw conflict('looking_only', '例外的な閲覧では、記録や変更はできません。');
  }

  /** Waits until nobody else writes about this person, up to the end of the transaction: for what must be there once. */
  async lock(tx: Tx, person: PersonId): Promise<void> {
    await tx.write('select access_lock($1)', [person]);
  }

  /** After a consent or a referral changed: brings reasons and masks in line with them. */
  async syncConsents(tx: Tx, person: PersonId): Promise<void> {
    await tx.write('select access_sync_consents($1)', [person]);
  }

  /** What of one person the acting office may open now, for the acting purpose, in groups that the acting role reads. */
  async openGroups(tx: Tx, person: string): Promise<readonly OpenGroup[]> {
    const rows = await tx.query<{ itemGroup: ItemGroup; sourceOrganisationId: string }>(
      `select i.code as item_group, g.source_organisation_id
       from readable g join item_group i on g.groups & (1 << i.bit) <> 0
       where g.person_id = $1`,
      [person],
    );
    return rows.map((row) => ({ group: row.itemGroup, sourceOrganisationId: row.sourceOrganisationId }));
  }

  /** One word for what of a person is open to the reader now: another word when a withdrawal, a measure or a change of office changed that. */
  async openness(tx: Tx, person: string): Promise<string> {
    const [row] = await tx.query<{ word: string }>(
      `select md5(coalesce(string_agg(concat_ws(' ', g.source_organisation_id, g.groups, g.own_rows), ',' order by g.source_organisation_id, g.groups, g.own_rows), '')) as word
       from readable g where g.person_id = $1`,
      [person],
    );
    return row?.word ?? '';
  }

  /** @throws DomainError `not_found` unless the acting office may read this group of the person. */
  async require(tx: Tx, person: PersonId, group: ItemGroup): Promise<void> {
    const open = await this.openGroups(tx, person);
    if (!open.some((one) => one.group === group)) throw notFound();
  }

  /** Whether one of other offices may read, now and for support, what the acting organisation itself wrote in this group. */
  async sharesWith(tx: Tx, person: PersonId, officeIds: readonly string[], group: ItemGroup): Promise<boolean> {
    const [row] = await tx.query<{ shared: boolean | null }>('select bool_or(access_shares($1, o.id, $3)) as shared from unnest($2::uuid[]) as o(id)', [
      person,
      officeIds,
      group,
    ]);
    return row?.shared === true;
  }
}
