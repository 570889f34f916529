export { ConsultationsFacade } from './application/consultations.facade';
export { IntroduceJob, type IntroduceJobCommand } from './application/introduce-job';
export { KeepAppointment } from './application/keep-appointment';
export { ReadConsultations } from './application/read-consultations';
export { ReadJobSearch } from './application/read-job-search';
export { RecordConsultation, type RecordConsultationCommand } from './application/record-consultation';
export { RegisterJobSeeker, type RegisterJobSeekerCommand } from './application/register-job-seeker';
export { ConsultationsHttpModule } from './consultations.http.module';
export { ConsultationsModule } from './consultations.module';
