import { Module } from '@nestjs/common';
import { AgreementsModule } from './agreements.module';
import { PlansController } from './http/plans.controller';

@Module({ imports: [AgreementsModule], controllers: [PlansController] })
export class AgreementsHttpModule {}
