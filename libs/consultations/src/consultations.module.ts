import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ConsultationsFacade } from './application/consultations.facade';
import { IntroduceJob } from './application/introduce-job';
import { KeepAppointment } from './application/keep-appointment';
import { ReadConsultations } from './application/read-consultations';
import { ReadJobSearch } from './application/read-job-search';
import { RecordConsultation } from './application/record-consultation';
import { RegisterJobSeeker } from './application/register-job-seeker';
import { ConsultationRepository } from './persistence/consultation.repository';
import { JobSearchRepository } from './persistence/job-search.repository';

const USE_CASES = [RecordConsultation, ReadConsultations, KeepAppointment, RegisterJobSeeker, IntroduceJob, ReadJobSearch];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule],
  providers: [ConsultationRepository, JobSearchRepository, ConsultationsFacade, ...USE_CASES],
  exports: [ConsultationsFacade, ...USE_CASES],
})
export class ConsultationsModule {}
