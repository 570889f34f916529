import { Module } from '@nestjs/common';
import { AgreementsModule } from '@madoguchi/agreements';
import { IdentityModule } from '@madoguchi/identity';
import { ConsentsModule } from '@madoguchi/consents';
import { ExportsInWithdrawal } from './application/exports-in-withdrawal';
import { ReadExports } from './application/read-exports';
import { RequestExport } from './application/request-export';
import { WriteExport } from './application/write-export';
import { WritePlanTable } from './application/write-plan-table';
import { ExportRepository } from './persistence/export.repository';
import { OutcomeRepository } from './persistence/outcome.repository';

@Module({
  imports: [IdentityModule, AgreementsModule, ConsentsModule],
  providers: [ExportRepository, OutcomeRepository, RequestExport, WriteExport, ReadExports, WritePlanTable, ExportsInWithdrawal],
  exports: [RequestExport, WriteExport, ReadExports, WritePlanTable],
})
export class ExportsModule {}
