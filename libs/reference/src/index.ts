export { type CodeEntry, type CodeList, ReferenceFacade } from './application/reference.facade';
export { type AskedCode, codesOf } from './domain/codes-of';
export { ReferenceHttpModule } from './reference.http.module';
export { ReferenceModule } from './reference.module';
