import { Module } from '@nestjs/common';
import { ProtectionController } from './http/protection.controller';
import { ReleasesController } from './http/releases.controller';
import { ProtectionModule } from './protection.module';

@Module({ imports: [ProtectionModule], controllers: [ProtectionController, ReleasesController] })
export class ProtectionHttpModule {}
