import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type AssignmentId, DomainError, type MunicipalityId, type OfficeId, type OrganisationId, type StaffId } from '@madoguchi/kernel';
import { type Actor, RateLimiter, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { isRole, type Role } from '../domain/roles';
import { grantable, tokenHash } from '../domain/service-token';

interface FoundToken {
  readonly id: string;
  readonly permissions: readonly string[];
  readonly assignmentId: AssignmentId;
  readonly role: string;
  readonly staffId: StaffId;
  readonly staffName: string;
  readonly demo: boolean;
  readonly officeId: OfficeId;
  readonly organisationId: OrganisationId;
  readonly municipalityId: MunicipalityId | null;
  readonly firstOfMinute: boolean;
}

const USES_PER_MINUTE = 600;
const REFUSALS_PER_MINUTE_AND_ADDRESS = 30;

/**
 * As whom a token acts: under its one assignment, with what both the token and the role allow, through the same gate as a
 * person. A bad, an expired and a revoked token are answered alike.
 */
@Injectable()
export class UseToken {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly limiter: RateLimiter,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws DomainError `invalid_token` or `too_many`. */
  async run(token: string, address: string): Promise<Actor> {
    const [row] = await this.transactions.unsigned<{ found: FoundToken | null }>('select service_token_use($1, $2) as found', [
      tokenHash(token),
      this.settings.clock.now(),
    ]);
    const found = row?.found;
    if (!found || !isRole(found.role) || (this.settings.production && found.demo)) {
      await this.limiter.take(`token-refused:${address}`, REFUSALS_PER_MINUTE_AND_ADDRESS, 60);
      throw invalidToken();
    }
    await this.limiter.take(`token:${found.id}`, USES_PER_MINUTE, 60);
    // What is done with it is on record by its own; this says by which of the account's tokens.
    if (found.firstOfMinute) await this.audit.recordAccount('identity.use-token', found.staffId, { tokenId: found.id });
    return actorOf(found, found.role);
  }
}

function actorOf(found: FoundToken, role: Role): Actor {
  const may = grantable(role);
  return {
    staffId: found.staffId,
    staffName: found.staffName,
    assignmentId: found.assignmentId,
    officeId: found.officeId,
    organisationId: found.organisationId,
    municipalityId: found.municipalityId ?? undefined,
    role,
    permissions: new Set(found.permissions.filter((one) => may.has(one))),
  };
}

function invalidToken(): DomainError {
  return new DomainError('invalid_token', 'unauthenticated', { message: '接続の鍵が正しくないか、使えなくなっています。システム管理者に確認してください。' });
}
