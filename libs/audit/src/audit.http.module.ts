import { Module } from '@nestjs/common';
import { REFUSAL_KEEPER } from '@madoguchi/platform';
import { FindPatterns } from './application/find-patterns';
import { ReadSealStatus } from './application/read-seal-status';
import { AuditController } from './http/audit.controller';
import { KeepRefusals } from './http/keep-refusals';
import { StatusController } from './http/status.controller';
import { PatternRepository } from './persistence/pattern.repository';

@Module({
  controllers: [AuditController, StatusController],
  providers: [FindPatterns, ReadSealStatus, PatternRepository, { provide: REFUSAL_KEEPER, useClass: KeepRefusals }],
  exports: [REFUSAL_KEEPER],
})
export class AuditHttpModule {}
