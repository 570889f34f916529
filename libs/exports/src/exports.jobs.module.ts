import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { ExportsModule } from './exports.module';
import { RunExportHandler } from './jobs/run-export.handler';

@Module({ imports: [ExportsModule, IdentityModule], providers: [RunExportHandler], exports: [RunExportHandler] })
export class ExportsJobsModule {}
