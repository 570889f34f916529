import { Module } from '@nestjs/common';
import { REFUSAL_KEEPER } from '@madoguchi/platform';
import { FindPatterns } from './application/find-patterns';
import { AuditController } from './http/audit.controller';
import { KeepRefusals } from './http/keep-refusals';
import { PatternRepository } from './persistence/pattern.repository';

@Module({
  controllers: [AuditController],
  providers: [FindPatterns, PatternRepository, { provide: REFUSAL_KEEPER, useClass: KeepRefusals }],
  exports: [REFUSAL_KEEPER],
})
export class AuditHttpModule {}
