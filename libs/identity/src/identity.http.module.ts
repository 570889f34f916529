import { Module } from '@nestjs/common';
import { AccountController } from './http/account.controller';
import { OfficesController } from './http/offices.controller';
import { PasswordStrategy } from './http/password.strategy';
import { ProviderController } from './http/provider.controller';
import { SessionController } from './http/session.controller';
import { IdentityModule } from './identity.module';

@Module({
  imports: [IdentityModule],
  providers: [PasswordStrategy],
  controllers: [SessionController, ProviderController, AccountController, OfficesController],
})
export class IdentityHttpModule {}
