import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { addDays, isoDate, todayInTokyo } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx, type Settings, SETTINGS } from '@madoguchi/platform';
import { IssueToken } from '../application/issue-token';
import { ListTokens } from '../application/list-tokens';
import { RevokeToken } from '../application/revoke-token';
import { type Permission, PERMISSION_LABELS, ROLE_LABELS } from '../domain/roles';
import { grantable } from '../domain/service-token';
import { IssuedTokenDto, IssueTokenDto, TokensDto } from './tokens.dto';

/** Tokens of other systems of the administrator's own organisation. */
@Controller('tokens')
export class TokensController {
  constructor(
    private readonly listTokens: ListTokens,
    private readonly issueToken: IssueToken,
    private readonly revokeToken: RevokeToken,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Look('tokens.manage')
  async list(@RequestCtx() ctx: Ctx): Promise<TokensDto> {
    const { tokens, assignments } = await this.listTokens.run(ctx);
    const today = todayInTokyo(this.settings.clock);
    return {
      tokens: tokens.map(({ role, issuedAt, lastUsedAt, revokedAt, validUntil, ...one }) => ({
        ...one,
        permissions: [...one.permissions],
        roleLabel: ROLE_LABELS[role],
        issuedAt: issuedAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        revokedAt: revokedAt?.toISOString() ?? null,
        lastDay: addDays(validUntil, -1),
        live: revokedAt === null && validUntil > today,
      })),
      assignments: assignments.map((one) => ({
        id: one.id,
        staffName: one.staffName,
        officeName: one.officeName,
        roleLabel: ROLE_LABELS[one.role],
        grants: Array.from(grantable(one.role), (permission) => ({ permission, label: PERMISSION_LABELS[permission as Permission] })),
      })),
    };
  }

  @Post()
  @Command('tokens.manage')
  async issue(@RequestCtx() ctx: Ctx, @Body() body: IssueTokenDto): Promise<IssuedTokenDto> {
    return this.issueToken.run(ctx, { ...body, lastDay: isoDate(body.lastDay) });
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @Command('tokens.manage')
  async revoke(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<void> {
    await this.revokeToken.run(ctx, id);
  }
}
