import { Module } from '@nestjs/common';
import { OfficesController } from './http/offices.controller';
import { PasswordStrategy } from './http/password.strategy';
import { SessionController } from './http/session.controller';
import { IdentityModule } from './identity.module';

@Module({ imports: [IdentityModule], providers: [PasswordStrategy], controllers: [SessionController, OfficesController] })
export class IdentityHttpModule {}
