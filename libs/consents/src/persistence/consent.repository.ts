import { Injectable } from '@nestjs/common';
import { scopeParty } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { ConsentScope, GroupOneWay } from '../domain/consent';
import { CONSENT } from '../domain/records';

export interface StoredConsent extends Readonly<ShownOf<typeof CONSENT>> {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  /** Absent where the consent names the organisation with all its offices. */
  readonly recipientOfficeId: string | null;
  readonly recipientOrganisationId: string;
  readonly recipientOfficeIds: readonly string[];
  readonly recipientName: string;
  readonly formName: string;
  readonly wordingVersion: string;
  /** As it was read out and signed: a wording is never edited. */
  readonly wording: string;
  readonly validFromAt: Date;
  readonly validUntilAt: Date;
  readonly withdrawnAt: Date | null;
  readonly supersededAt: Date | null;
  readonly version: number;
  /** Taken by the acting office. */
  readonly mine: boolean;
  /** What is still shared. */
  readonly scopes: readonly ConsentScope[];
  /** What the person took back later. */
  readonly narrowed: readonly (ConsentScope & { readonly narrowedOn: IsoDate })[];
}

export interface StoredForm {
  readonly id: string;
  readonly name: string;
  readonly wordingVersion: string;
  readonly wording: string;
  readonly validityMonths: number;
  readonly scopes: readonly ConsentScope[];
}

const CONSENTS = `select c.id, c.person_id, c.municipality_id, c.source_office_id, c.recipient_office_id, c.recipient_organisation_id, coalesce(o.name, g.name) as recipient_name,
    (select array_agg(x.id order by x.id) from office x where x.organisation_id = c.recipient_organisation_id and x.id = coalesce(c.recipient_office_id, x.id)) as recipient_office_ids,
    ${columnsOf(CONSENT, 'c')}, f.name as form_name, f.wording_version, f.wording,
    c.valid_from_at, c.valid_until_at, c.superseded_at, c.withdrawn_at, c.version,
    c.source_office_id = (select current_office()) as mine,
    (select coalesce(jsonb_agg(jsonb_build_object('direction', s.direction, 'itemGroup', s.item_group, 'purpose', s.purpose)
       order by s.direction desc, g.sort, s.purpose desc), '[]'::jsonb)
     from consent_scope s join item_group g on g.code = s.item_group where s.consent_id = c.id and s.narrowed_at is null) as scopes,
    (select coalesce(jsonb_agg(jsonb_build_object('direction', s.direction, 'itemGroup', s.item_group, 'purpose', s.purpose, 'narrowedOn', s.narrowed_on)
       order by s.direction desc, g.sort, s.purpose desc), '[]'::jsonb)
     from consent_scope s join item_group g on g.code = s.item_group where s.consent_id = c.id and s.narrowed_at is not null) as narrowed
  from consent c ${scopeParty('c')}
  join organisation g on g.id = c.recipient_organisation_id
  left join office o on o.id = c.recipient_office_id
  join consent_form f on f.id = c.form_id`;

const FORM = `select f.id, f.name, f.wording_version, f.wording, f.validity_months,
    (select coalesce(jsonb_agg(jsonb_build_object('direction', s.direction, 'itemGroup', s.item_group, 'purpose', s.purpose)
       order by s.direction desc, g.sort, s.purpose desc), '[]'::jsonb)
     from consent_form_scope s join item_group g on g.code = s.item_group where s.form_id = f.id) as scopes
  from consent_form f`;

@Injectable()
export class ConsentRepository {
  async byId(tx: Tx, id: string): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<StoredConsent>(`${CONSENTS} where c.id = $1`, [id]);
    return row;
  }

  /** Newest first. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredConsent[]> {
    return tx.query<StoredConsent>(`${CONSENTS} where c.person_id = $1 order by c.given_on desc, c.entered_at desc, c.id`, [personId]);
  }

  /** The acting office's consent of a person for one recipient that is in force now. */
  async inForce(tx: Tx, personId: string, recipientOfficeId: string): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<StoredConsent>(
      `${CONSENTS} where c.person_id = $1 and c.source_office_id = (select current_office())
         and coalesce(c.recipient_office_id, $2) = $2 and c.recipient_organisation_id = (select x.organisation_id from office x where x.id = $2)
         and c.withdrawn_at is null and c.superseded_at is null and c.valid_from_at <= $3 and c.valid_until_at > $3`,
      [personId, recipientOfficeId, tx.now],
    );
    return row;
  }

  /** Takes items back, as the person says, from this moment on. */
  async narrow(tx: Tx, consentId: string, groups: readonly GroupOneWay[], narrowedOn: IsoDate): Promise<void> {
    await tx.write(
      `update consent_scope s set narrowed_on = $4, narrowed_at = $5 from unnest($2::text[], $3::text[]) as w(direction, item_group)
       where s.consent_id = $1 and s.direction = w.direction and s.item_group = w.item_group and s.narrowed_at is null`,
      [consentId, groups.map((one) => one.direction), groups.map((one) => one.itemGroup), narrowedOn, tx.now],
    );
  }

  /** Whether a consent of the acting office for the same recipient, or for one that holds it, is in force now. */
  async overlapping(tx: Tx, personId: string, recipient: { readonly officeId: string | null; readonly organisationId: string }): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from consent c ${scopeParty('c')}
       where c.person_id = $1 and c.source_office_id = (select current_office()) and c.recipient_organisation_id = $2
         and coalesce(c.recipient_office_id, $3::uuid) is not distinct from coalesce($3::uuid, c.recipient_office_id)
         and c.withdrawn_at is null and c.superseded_at is null and c.valid_until_at > $4`,
      [personId, recipient.organisationId, recipient.officeId, tx.now],
    );
    return rows.length > 0;
  }

  /** Offices, other than the one that took it, to which something went under this consent. */
  async receivers(tx: Tx, consentId: string): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>('select r.id from consent_receivers($1) as r(id) order by r.id', [consentId]);
    return rows.map((row) => row.id);
  }

  async addScopes(tx: Tx, consentId: string, scopes: readonly ConsentScope[]): Promise<void> {
    await tx.write(
      `insert into consent_scope (consent_id, direction, item_group, purpose)
       select $1, s.direction, s.item_group, s.purpose from unnest($2::text[], $3::text[], $4::text[]) as s(direction, item_group, purpose)`,
      [consentId, scopes.map((one) => one.direction), scopes.map((one) => one.itemGroup), scopes.map((one) => one.purpose)],
    );
  }

  /** Forms in use on a day. */
  async forms(tx: Tx, day: IsoDate): Promise<readonly StoredForm[]> {
    return tx.query<StoredForm>(`${FORM} where f.valid_from <= $1 and f.valid_until > $1 order by f.name, f.wording_version`, [day]);
  }

  /** A form that was in use on the day on which the person signed it. */
  async formOn(tx: Tx, id: string, day: IsoDate): Promise<StoredForm | undefined> {
    const [row] = await tx.query<StoredForm>(`${FORM} where f.id = $1 and f.valid_from <= $2 and f.valid_until > $2`, [id, day]);
    return row;
  }
}
