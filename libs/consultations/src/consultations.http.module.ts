import { Module } from '@nestjs/common';
import { ConsultationsModule } from './consultations.module';
import { AppointmentsController, ClientConsultationsController } from './http/consultations.controller';
import { ClientJobSearchController, IntroductionsController } from './http/job-search.controller';

@Module({
  imports: [ConsultationsModule],
  controllers: [ClientConsultationsController, AppointmentsController, ClientJobSearchController, IntroductionsController],
})
export class ConsultationsHttpModule {}
