import { Module } from '@nestjs/common';
import { AccountController } from './http/account.controller';
import { AccountsController } from './http/accounts.controller';
import { AssignmentsController } from './http/assignments.controller';
import { HandoversController } from './http/handovers.controller';
import { OfficesController } from './http/offices.controller';
import { PasswordStrategy } from './http/password.strategy';
import { ProviderController } from './http/provider.controller';
import { SessionCookie } from './http/session-cookie';
import { SessionController } from './http/session.controller';
import { TokensController } from './http/tokens.controller';
import { IdentityModule } from './identity.module';

@Module({
  imports: [IdentityModule],
  providers: [PasswordStrategy, SessionCookie],
  exports: [SessionCookie],
  controllers: [
    SessionController,
    ProviderController,
    AccountController,
    OfficesController,
    AccountsController,
    AssignmentsController,
    TokensController,
    HandoversController,
  ],
})
export class IdentityHttpModule {}
