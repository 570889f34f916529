import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { addDays, isoDate, type IsoDate, todayInTokyo } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx, type Settings, SETTINGS } from '@madoguchi/platform';
import { AdministerAccounts } from '../application/administer-accounts';
import { nextTransferDay } from '../domain/assignment';
import { ROLE_LABELS, ROLES } from '../domain/roles';
import { AccountsDto, AddAccountDto, InitialPasswordDto, LinkProviderDto } from './accounts.dto';

/** Accounts of the administrator's own organisation. */
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AdministerAccounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Look('accounts.manage')
  async list(@RequestCtx() ctx: Ctx): Promise<AccountsDto> {
    const { accounts, assignments } = await this.accounts.list(ctx);
    return {
      accounts: accounts.map(({ mustChange, demo: _unused, ...account }) => ({
        ...account,
        mustChangePassword: mustChange,
        assignments: assignments
          .filter((one) => one.staffId === account.id)
          .map(({ staffId: _owner, validUntil, ...one }) => ({ ...one, roleLabel: ROLE_LABELS[one.role], lastDay: lastDayOf(validUntil) })),
      })),
      roles: ROLES.map((role) => ({ role, label: ROLE_LABELS[role] })),
      transferDay: nextTransferDay(todayInTokyo(this.settings.clock)),
      provider: this.settings.oidc !== undefined,
    };
  }

  @Post()
  @Command('accounts.manage')
  async add(@RequestCtx() ctx: Ctx, @Body() body: AddAccountDto): Promise<InitialPasswordDto> {
    return this.accounts.add(ctx, { ...body, validFrom: isoDate(body.validFrom) });
  }

  @Post(':id/password')
  @HttpCode(200)
  @Command('accounts.manage')
  async issuePassword(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<InitialPasswordDto> {
    return this.accounts.issuePassword(ctx, id);
  }

  @Post(':id/disable')
  @HttpCode(204)
  @Command('accounts.manage')
  async disable(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<void> {
    await this.accounts.disable(ctx, id);
  }

  @Post(':id/enable')
  @HttpCode(204)
  @Command('accounts.manage')
  async enable(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<void> {
    await this.accounts.enable(ctx, id);
  }

  @Put(':id/provider')
  @HttpCode(204)
  @Command('accounts.manage')
  async link(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: LinkProviderDto): Promise<void> {
    await this.accounts.link(ctx, id, body.subject ?? null);
  }
}

function lastDayOf(validUntil: IsoDate | 'infinity'): string | null {
  return validUntil === 'infinity' ? null : addDays(validUntil, -1);
}
