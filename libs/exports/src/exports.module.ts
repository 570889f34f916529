import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { ConsentsModule } from '@madoguchi/consents';
import { ExportsInWithdrawal } from './application/exports-in-withdrawal';
import { ReadExports } from './application/read-exports';
import { RequestExport } from './application/request-export';
import { WriteExport } from './application/write-export';
import { ExportRepository } from './persistence/export.repository';
import { OutcomeRepository } from './persistence/outcome.repository';

@Module({
  imports: [IdentityModule, ConsentsModule],
  providers: [ExportRepository, OutcomeRepository, RequestExport, WriteExport, ReadExports, ExportsInWithdrawal],
  exports: [RequestExport, WriteExport, ReadExports],
})
export class ExportsModule {}
