import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { ExportsModule } from './exports.module';
import { DropExpiredFiles } from './jobs/drop-expired-files';
import { RunExportHandler } from './jobs/run-export.handler';

@Module({ imports: [ExportsModule, IdentityModule], providers: [RunExportHandler, DropExpiredFiles], exports: [RunExportHandler, DropExpiredFiles] })
export class ExportsJobsModule {}
