export { type AskedCode, type CodeEntry, type CodeList, ReferenceFacade } from './application/reference.facade';
export { ReferenceHttpModule } from './reference.http.module';
export { ReferenceModule } from './reference.module';
