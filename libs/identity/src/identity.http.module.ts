import { Module } from '@nestjs/common';
import { AccountController } from './http/account.controller';
import { OfficesController } from './http/offices.controller';
import { PasswordStrategy } from './http/password.strategy';
import { SessionController } from './http/session.controller';
import { IdentityModule } from './identity.module';

@Module({ imports: [IdentityModule], providers: [PasswordStrategy], controllers: [SessionController, AccountController, OfficesController] })
export class IdentityHttpModule {}
