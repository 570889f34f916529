import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, invalidField, type IsoDate, newId, notFound, type StaffId } from '@madoguchi/kernel';
import { type Ctx, sqlState, TransactionRunner, type Tx } from '@madoguchi/platform';
import { checkBeginning } from '../domain/assignment';
import { newInitialPassword } from '../domain/initial-password';
import { hashPassword } from '../domain/password';
import type { Role } from '../domain/roles';
import { type Account, type AccountAssignment, AccountRepository } from '../persistence/account.repository';
import { IdentityProvider } from './identity-provider';

export interface AddAccountCommand {
  readonly login: string;
  readonly name: string;
  /** For another system of the city: acts with tokens alone. */
  readonly service: boolean;
  readonly officeId: string;
  readonly role: Role;
  readonly validFrom: IsoDate;
  /** Signs in over the identity provider alone, under this name. */
  readonly subject?: string | undefined;
}

/** Shown this once; null where there is none, or where the command was repeated and nobody has it any more. */
export interface InitialPassword {
  readonly id: string;
  readonly initialPassword: string | null;
}

/** Accounts of the own organisation: who may sign in, and with what. */
@Injectable()
export class AdministerAccounts {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountRepository,
    private readonly provider: IdentityProvider,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx): Promise<{ readonly accounts: readonly Account[]; readonly assignments: readonly AccountAssignment[] }> {
    return this.transactions.read(ctx, async (tx) => ({ accounts: await this.accounts.accounts(tx), assignments: await this.accounts.assignments(tx) }));
  }

  async add(ctx: Ctx, command: AddAccountCommand): Promise<InitialPassword> {
    const id = newId<'Staff'>();
    const password = newInitialPassword();
    const hash = await hashPassword(password);
    const answer = await this.transactions
      .run(ctx, async (tx) => {
        checkBeginning(command.validFrom, tx.today);
        if (command.service && command.subject !== undefined) throw invalidField('subject', 'not_for_service', '他システム用の利用者は、共通認証を使えません。');
        if (command.service && command.role === 'administrator') throw invalidField('role', 'not_for_service', '他システム用の利用者は、管理者にできません。');
        if (!(await this.accounts.ownOffice(tx, command.officeId))) throw invalidField('officeId', 'unknown_office', '自分の機関の窓口を選んでください。');
        await this.accounts.addAccount(tx, { id, login: command.login, name: command.name, service: command.service });
        const assignmentId = await this.accounts.addAssignment(tx, { ...command, staffId: id });
        if (command.subject !== undefined) await this.linkTo(tx, id, command.subject);
        else if (!command.service) await this.accounts.issuePassword(tx, id, hash);
        await this.record(tx, 'identity.add-account', id, { assignmentId, officeId: command.officeId, role: command.role, validFrom: command.validFrom, service: command.service });
        return { id };
      })
      .catch((error: unknown) => {
        throw sqlState(error) === '23505' ? invalidField('login', 'taken', 'この利用者IDは使われています。') : error;
      });
    return { id: answer.id, initialPassword: command.service || command.subject !== undefined || answer.id !== id ? null : password };
  }

  /** For somebody who has forgotten the password, or came over from the identity provider. */
  async issuePassword(ctx: Ctx, staffId: string): Promise<InitialPassword> {
    const mark = newId<'Issue'>();
    const password = newInitialPassword();
    const hash = await hashPassword(password);
    const answer = await this.transactions.run(ctx, async (tx) => {
      this.refuseOwn(tx, staffId, '自分のパスワードは「アカウント」の画面で変えてください。');
      const account = await this.required(tx, staffId);
      if (account.demo) throw conflict('demo_account', '見本の利用者のパスワードは変えられません。');
      if (!(await this.accounts.issuePassword(tx, staffId, hash))) throw notFound();
      await this.record(tx, 'identity.issue-password', staffId);
      return { mark };
    });
    return { id: staffId, initialPassword: answer.mark === mark ? password : null };
  }

  async disable(ctx: Ctx, staffId: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      this.refuseOwn(tx, staffId, '自分の利用者は停止できません。');
      if (!(await this.accounts.switchAccount(tx, staffId, tx.now))) throw notFound();
      await this.record(tx, 'identity.disable-account', staffId);
    });
  }

  async enable(ctx: Ctx, staffId: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      if (!(await this.accounts.switchAccount(tx, staffId, null))) throw notFound();
      await this.record(tx, 'identity.enable-account', staffId);
    });
  }

  /** @param subject what the provider calls the person; null links the account to nobody any more. */
  async link(ctx: Ctx, staffId: string, subject: string | null): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      await this.linkTo(tx, staffId, subject);
      await this.record(tx, 'identity.link-provider', staffId, { linked: subject !== null });
    });
  }

  private refuseOwn(tx: Tx, staffId: string, words: string): void {
    const { staffId: own } = tx.actor;
    if (own === (staffId as StaffId)) throw conflict('own_account', words);
  }

  private async linkTo(tx: Tx, staffId: string, subject: string | null): Promise<void> {
    const outcome = await this.accounts.link(tx, staffId, this.provider.configured.issuer, subject);
    if (outcome === 'absent') throw notFound();
    if (outcome === 'taken') throw invalidField('subject', 'taken', 'この共通認証の利用者は、ほかの利用者と結びついています。');
  }

  private async required(tx: Tx, staffId: string): Promise<Account> {
    const account = await this.accounts.account(tx, staffId);
    if (!account) throw notFound();
    return account;
  }

  private async record(tx: Tx, action: string, staffId: string, detail: Readonly<Record<string, string | boolean>> = {}): Promise<void> {
    await this.audit.record(tx, { action, subjects: [], detail: { staffId, ...detail } });
  }
}
