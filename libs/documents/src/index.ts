export { KeepDraft } from './application/keep-draft';
export { DocumentsHttpModule } from './documents.http.module';
export { DocumentsModule } from './documents.module';
