import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { DisclosuresModule } from '@madoguchi/disclosures';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { AppointmentsInWithdrawal } from './application/appointments-in-withdrawal';
import { ConsultationsFacade } from './application/consultations.facade';
import { IntroduceJob } from './application/introduce-job';
import { KeepAppointment } from './application/keep-appointment';
import { ReadConsultations } from './application/read-consultations';
import { ReadJobSearch } from './application/read-job-search';
import { RecordConsultation } from './application/record-consultation';
import { RecordsInDisclosure } from './application/records-in-disclosure';
import { RegisterJobSeeker } from './application/register-job-seeker';
import { ConsultationRepository } from './persistence/consultation.repository';
import { JobSearchRepository } from './persistence/job-search.repository';

const USE_CASES = [RecordConsultation, ReadConsultations, KeepAppointment, RegisterJobSeeker, IntroduceJob, ReadJobSearch];

@Module({
  imports: [IdentityModule, ClientsModule, ConsentsModule, DisclosuresModule, FollowUpsModule],
  providers: [ConsultationRepository, JobSearchRepository, ConsultationsFacade, AppointmentsInWithdrawal, RecordsInDisclosure, ...USE_CASES],
  exports: [ConsultationsFacade, ...USE_CASES],
})
export class ConsultationsModule {}
