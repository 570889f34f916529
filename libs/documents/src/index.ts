export { KeepDraft } from './application/keep-draft';
export { type FileToStore, type StoredFile, StoredFiles } from './application/stored-files';
export { DocumentsHttpModule } from './documents.http.module';
export { DocumentsModule } from './documents.module';
