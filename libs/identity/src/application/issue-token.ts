import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { checkPermissions, newToken, tokenHash, validUntil } from '../domain/service-token';
import { AccountRepository } from '../persistence/account.repository';

export interface IssueTokenCommand {
  readonly assignmentId: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly lastDay: IsoDate;
}

export interface IssuedToken {
  readonly id: string;
  /** Shown this once; null when the command was repeated, because nobody has it any more. */
  readonly token: string | null;
}

/** A token for another system of the city. What is kept is its hash. */
@Injectable()
export class IssueToken {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: IssueTokenCommand): Promise<IssuedToken> {
    const [id, token] = [newId<'ServiceToken'>(), newToken()];
    // The answer of a command is stored for its repetition, so the token is no part of it.
    const answer = await this.transactions.run(ctx, async (tx) => {
      const assignment = await this.accounts.serviceAssignment(tx, command.assignmentId);
      if (!assignment) throw invalidField('assignmentId', 'no_service_account', '他システム用の利用者の所属を選んでください。');
      checkPermissions(assignment.role, command.permissions);
      const until = validUntil(command.lastDay, tx.today);
      await this.accounts.addToken(tx, { id, assignmentId: assignment.id, name: command.name, hash: tokenHash(token), permissions: command.permissions, until });
      await this.audit.record(tx, {
        action: 'identity.issue-token',
        subjects: [],
        detail: { tokenId: id, assignmentId: assignment.id, permissions: command.permissions, lastDay: command.lastDay },
      });
      return { id };
    });
    return { id: answer.id, token: answer.id === id ? token : null };
  }
}
