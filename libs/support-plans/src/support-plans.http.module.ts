import { Module } from '@nestjs/common';
import { ClientSupportPlansController, SupportPlansController } from './http/support-plans.controller';
import { SupportPlansModule } from './support-plans.module';

@Module({ imports: [SupportPlansModule], controllers: [ClientSupportPlansController, SupportPlansController] })
export class SupportPlansHttpModule {}
