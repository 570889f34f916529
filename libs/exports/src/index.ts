export { ReadExports } from './application/read-exports';
export { RequestExport } from './application/request-export';
export { WriteExport } from './application/write-export';
export { ExportsHttpModule } from './exports.http.module';
export { ExportsJobsModule } from './exports.jobs.module';
export { ExportsModule } from './exports.module';
export { RunExportHandler } from './jobs/run-export.handler';
export { runExportJob } from './jobs/run-export.job';
