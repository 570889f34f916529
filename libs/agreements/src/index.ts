export { AgreementsHttpModule } from './agreements.http.module';
export { AgreementsModule } from './agreements.module';
export { AgreementsFacade } from './application/agreements.facade';
export * from './domain/copy-to-next-year';
export * from './domain/plan';
export * from './domain/printed-value';
export type { ReportedTotal, StoredPlan } from './persistence/plan.repository';
