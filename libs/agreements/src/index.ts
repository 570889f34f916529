export { AgreementsHttpModule } from './agreements.http.module';
export { AgreementsModule } from './agreements.module';
export { AgreementsFacade } from './application/agreements.facade';
export { CopyPlan } from './application/copy-plan';
export * from './domain/computed-line';
export * from './domain/copy-to-next-year';
export * from './domain/plan';
export * from './domain/printed-value';
export type { ReportedTotal, StoredLine, StoredLineOfPlan, StoredPlan } from './persistence/plan.repository';
