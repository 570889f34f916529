import { Injectable } from '@nestjs/common';
import { type IsoDate, newId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { Role } from '../domain/roles';

export interface AccountAssignment {
  readonly id: string;
  readonly staffId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  readonly validFrom: IsoDate;
  readonly validUntil: IsoDate | 'infinity';
}

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly service: boolean;
  readonly demo: boolean;
  readonly disabled: boolean;
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly linked: boolean;
}

export interface TokenLine {
  readonly id: string;
  readonly name: string;
  readonly staffName: string;
  readonly officeName: string;
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly issuedAt: Date;
  readonly validUntil: IsoDate;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Own organisation: what the policies say again. */
const OWN = `o.organisation_id = (select current_organisation())`;

const ASSIGNMENT = `select a.id, a.staff_id as "staffId", a.office_id as "officeId", o.name as "officeName", a.role,
    a.valid_from as "validFrom", a.valid_until as "validUntil"
  from assignment a join office o on o.id = a.office_id and ${OWN}`;

/** Accounts, assignments and tokens of the acting administrator's organisation. */
@Injectable()
export class AccountRepository {
  async accounts(tx: Tx): Promise<readonly Account[]> {
    return tx.query<Account>(
      `select s.id, s.login, s.name, s.service, s.demo, s.disabled_at is not null as disabled, w.has_password as "hasPassword",
         w.must_change as "mustChange", w.linked
       from account_ways() w join staff s on s.id = w.staff_id order by s.disabled_at is not null, s.service, s.name, s.id`,
    );
  }

  async account(tx: Tx, id: string): Promise<Account | undefined> {
    return (await this.accounts(tx)).find((one) => one.id === id);
  }

  /** Present and future ones, then those of the last year. */
  async assignments(tx: Tx): Promise<readonly AccountAssignment[]> {
    return tx.query<AccountAssignment>(`${ASSIGNMENT} where a.valid_until > $1::date - 365 order by a.valid_from, a.id`, [tx.today]);
  }

  async assignment(tx: Tx, id: string): Promise<AccountAssignment | undefined> {
    const [row] = await tx.query<AccountAssignment>(`${ASSIGNMENT} where a.id = $1`, [id]);
    return row;
  }

  async ownOffice(tx: Tx, id: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>(`select o.id, o.name from office o where o.id = $1 and ${OWN}`, [id]);
    return row;
  }

  async addAccount(tx: Tx, account: { readonly id: string; readonly login: string; readonly name: string; readonly service: boolean }): Promise<void> {
    await tx.write('insert into staff (id, login, name, service) values ($1, $2, $3, $4)', [account.id, account.login, account.name, account.service]);
  }

  /** @returns false where the account is not the own organisation's, or signs in with nothing. */
  async issuePassword(tx: Tx, staffId: string, hash: string): Promise<boolean> {
    const [row] = await tx.query<{ issued: boolean }>('select credential_issue($1, $2, $3) as issued', [staffId, hash, tx.now]);
    return row?.issued === true;
  }

  async link(tx: Tx, staffId: string, issuer: string, subject: string | null): Promise<'done' | 'taken' | 'absent'> {
    const [row] = await tx.query<{ outcome: 'done' | 'taken' | 'absent' }>('select identity_link($1, $2, $3, $4) as outcome', [staffId, issuer, subject, tx.now]);
    return row?.outcome ?? 'absent';
  }

  /** @returns whether the account is one that the administrator may switch. */
  async switchAccount(tx: Tx, staffId: string, disabledAt: Date | null): Promise<boolean> {
    const [row] = await tx.query<{ may: boolean }>('select actor_administers($1) as may', [staffId]);
    if (!row?.may) return false;
    await tx.write('update staff set disabled_at = $2 where id = $1', [staffId, disabledAt]);
    return true;
  }

  async addAssignment(
    tx: Tx,
    assignment: { readonly staffId: string; readonly officeId: string; readonly role: Role; readonly validFrom: IsoDate; readonly validUntil?: IsoDate | undefined },
  ): Promise<string> {
    const id = newId<'Assignment'>();
    await tx.write('insert into assignment (id, staff_id, office_id, role, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)', [
      id,
      assignment.staffId,
      assignment.officeId,
      assignment.role,
      assignment.validFrom,
      assignment.validUntil ?? 'infinity',
    ]);
    return id;
  }

  async endAssignment(tx: Tx, id: string, validUntil: IsoDate | 'infinity'): Promise<void> {
    await tx.write('update assignment set valid_until = $2 where id = $1', [id, validUntil]);
  }

  async cancelAssignment(tx: Tx, id: string): Promise<void> {
    await tx.write('delete from assignment where id = $1', [id]);
  }

  /** An assignment under which a token may act: of a service account, and not over. */
  async serviceAssignment(tx: Tx, id: string): Promise<AccountAssignment | undefined> {
    const [row] = await tx.query<AccountAssignment>(`${ASSIGNMENT} join staff s on s.id = a.staff_id and s.service where a.id = $1 and a.valid_until > $2`, [id, tx.today]);
    return row;
  }

  async tokens(tx: Tx): Promise<readonly TokenLine[]> {
    return tx.query<TokenLine>(
      `select t.id, t.name, s.name as "staffName", o.name as "officeName", a.role, t.permissions, t.issued_at as "issuedAt",
         t.valid_until as "validUntil", t.revoked_at as "revokedAt", t.last_used_at as "lastUsedAt"
       from service_token t join assignment a on a.id = t.assignment_id join office o on o.id = a.office_id and ${OWN}
       join staff s on s.id = a.staff_id order by t.revoked_at is not null, t.valid_until desc, t.id`,
    );
  }

  async addToken(
    tx: Tx,
    token: { readonly id: string; readonly assignmentId: string; readonly name: string; readonly hash: Buffer; readonly permissions: readonly string[]; readonly until: IsoDate },
  ): Promise<void> {
    await tx.write(
      `insert into service_token (id, assignment_id, name, token_hash, permissions, issued_at, issued_by, valid_until)
       values ($1, $2, $3, $4, $5::text[], $6, (select current_staff()), $7)`,
      [token.id, token.assignmentId, token.name, token.hash, [...token.permissions], tx.now, token.until],
    );
  }

  /** @returns false where there is none that is still good. */
  async revokeToken(tx: Tx, id: string): Promise<boolean> {
    const [found] = await tx.query<{ id: string }>('select t.id from service_token t where t.id = $1 and t.revoked_at is null', [id]);
    if (!found) return false;
    await tx.write('update service_token set revoked_at = $2, revoked_by = (select current_staff()) where id = $1', [id, tx.now]);
    return true;
  }
}
