import { Module } from '@nestjs/common';
import { ExceptionalController } from './http/exceptional.controller';
import { ProtectionController } from './http/protection.controller';
import { ReleasesController } from './http/releases.controller';
import { ProtectionModule } from './protection.module';

@Module({ imports: [ProtectionModule], controllers: [ProtectionController, ReleasesController, ExceptionalController] })
export class ProtectionHttpModule {}
