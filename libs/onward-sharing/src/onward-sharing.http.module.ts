import { Module } from '@nestjs/common';
import { OnwardController } from './http/onward.controller';
import { OnwardSharingModule } from './onward-sharing.module';

@Module({ imports: [OnwardSharingModule], controllers: [OnwardController] })
export class OnwardSharingHttpModule {}
