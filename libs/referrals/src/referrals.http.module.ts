import { Module } from '@nestjs/common';
import { ReceivingController } from './http/receiving.controller';
import { ReferralsController } from './http/referrals.controller';
import { SendingController } from './http/sending.controller';
import { ReferralsModule } from './referrals.module';

@Module({ imports: [ReferralsModule], controllers: [ReferralsController, SendingController, ReceivingController] })
export class ReferralsHttpModule {}
