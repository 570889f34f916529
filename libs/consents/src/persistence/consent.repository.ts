import { Injectable } from '@nestjs/common';
import { scopeParty } from '@madoguchi/access';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { ConsentMethod, ConsentScope } from '../domain/consent';

export interface StoredConsent {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly recipientOfficeId: string;
  readonly recipientOfficeName: string;
  readonly formName: string;
  readonly wordingVersion: string;
  readonly givenOn: IsoDate;
  readonly method: ConsentMethod;
  readonly witness: string | null;
  readonly validFromAt: Date;
  readonly validUntilAt: Date;
  readonly withdrawnOn: IsoDate | null;
  readonly withdrawnAt: Date | null;
  readonly version: number;
  /** Taken by the acting office. */
  readonly mine: boolean;
  readonly scopes: readonly ConsentScope[];
}

export interface StoredForm {
  readonly id: string;
  readonly name: string;
  readonly wordingVersion: string;
  readonly wording: string;
  readonly validityMonths: number;
  readonly scopes: readonly ConsentScope[];
}

const CONSENT = `select c.id, c.person_id as "personId", c.municipality_id as "municipalityId", c.source_office_id as "sourceOfficeId",
    c.recipient_office_id as "recipientOfficeId", o.name as "recipientOfficeName", f.name as "formName",
    f.wording_version as "wordingVersion", c.given_on as "givenOn", c.method, c.witness, c.valid_from_at as "validFromAt",
    c.valid_until_at as "validUntilAt", c.withdrawn_on as "withdrawnOn", c.withdrawn_at as "withdrawnAt", c.version,
    c.source_office_id = (select current_office()) as mine,
    (select coalesce(jsonb_agg(jsonb_build_object('direction', s.direction, 'itemGroup', s.item_group, 'purpose', s.purpose)
       order by s.direction desc, g.sort, s.purpose desc), '[]'::jsonb)
     from consent_scope s join item_group g on g.code = s.item_group where s.consent_id = c.id) as scopes
  from consent c ${scopeParty('c')}
  join office o on o.id = c.recipient_office_id
  join consent_form f on f.id = c.form_id`;

const FORM = `select f.id, f.name, f.wording_version as "wordingVersion", f.wording, f.validity_months as "validityMonths",
    (select coalesce(jsonb_agg(jsonb_build_object('direction', s.direction, 'itemGroup', s.item_group, 'purpose', s.purpose)
       order by s.direction desc, g.sort, s.purpose desc), '[]'::jsonb)
     from consent_form_scope s join item_group g on g.code = s.item_group where s.form_id = f.id) as scopes
  from consent_form f`;

@Injectable()
export class ConsentRepository {
  async byId(tx: Tx, id: string): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<StoredConsent>(`${CONSENT} where c.id = $1`, [id]);
    return row;
  }

  /** Newest first. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredConsent[]> {
    return tx.query<StoredConsent>(`${CONSENT} where c.person_id = $1 order by c.given_on desc, c.entered_at desc, c.id`, [personId]);
  }

  /** The acting office's consent of a person for one recipient that is in force now. */
  async inForce(tx: Tx, personId: string, recipientOfficeId: string): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<StoredConsent>(
      `${CONSENT} where c.person_id = $1 and c.recipient_office_id = $2 and c.source_office_id = (select current_office())
         and c.withdrawn_at is null and c.valid_from_at <= $3 and c.valid_until_at > $3`,
      [personId, recipientOfficeId, tx.now],
    );
    return row;
  }

  async addScopes(tx: Tx, consentId: string, scopes: readonly ConsentScope[]): Promise<void> {
    await tx.query(
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
