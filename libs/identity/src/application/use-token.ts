import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type AssignmentId, type StaffId } from '@madoguchi/kernel';
import { RateLimiter, refusedEntry, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { isRole } from '../domain/roles';
import { grantable, tokenHash } from '../domain/service-token';

interface FoundToken {
  readonly id: string;
  readonly permissions: readonly string[];
  readonly assignmentId: AssignmentId;
  readonly role: string;
  readonly staffId: StaffId;
  readonly demo: boolean;
  readonly firstOfMinute: boolean;
}

/** As whom a token acts, and what it may at most. */
export interface TokenUse {
  readonly assignmentId: AssignmentId;
  readonly may: ReadonlySet<string>;
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
  async run(token: string, address: string): Promise<TokenUse> {
    const [row] = await this.transactions.unsigned<{ found: FoundToken | null }>('select service_token_use($1, $2) as found', [
      tokenHash(token),
      this.settings.clock.now(),
    ]);
    const found = row?.found;
    if (!found || !isRole(found.role) || (this.settings.production && found.demo)) {
      await this.limiter.take(`token-refused:${address}`, REFUSALS_PER_MINUTE_AND_ADDRESS, 60);
      throw refusedEntry('invalid_token');
    }
    await this.limiter.take(`token:${found.id}`, USES_PER_MINUTE, 60);
    // What is done with it is on record by its own; this says by which of the account's tokens.
    if (found.firstOfMinute) await this.audit.recordAccount('identity.use-token', found.staffId, { tokenId: found.id });
    const may = grantable(found.role);
    return { assignmentId: found.assignmentId, may: new Set(found.permissions.filter((one) => may.has(one))) };
  }
}
