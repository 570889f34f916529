export { AgreementsHttpModule } from './agreements.http.module';
export { AgreementsModule } from './agreements.module';
export { AgreementsFacade } from './application/agreements.facade';
export { AdoptDraft } from './application/adopt-draft';
export * from './domain/documents';
export { AGREEMENT_KINDS, type AgreementKind } from './domain/agreement-kinds';
export { type PrintedPart, printedPart } from './domain/plan';
export type { ReportedPart } from './domain/reported-part';
export type { StoredPlan } from './persistence/plan.repository';
