import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessJobsModule, AccessModule } from '@madoguchi/access';
import { AuditJobsModule, AuditModule } from '@madoguchi/audit';
import { ExportsJobsModule } from '@madoguchi/exports';
import { FollowUpsJobsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { type Logger, PlatformModule, type Settings } from '@madoguchi/platform';
import { ReferenceModule } from '@madoguchi/reference';
// Rooms without a job of their own: loading one declares its kinds of due items, of which the sweep of follow-ups reminds.
import '@madoguchi/protection';
import '@madoguchi/consents';
import '@madoguchi/disclosures';
import '@madoguchi/onward-sharing';
import '@madoguchi/referrals';
import '@madoguchi/support-plans';
import '@madoguchi/consultations';
import '@madoguchi/placements';

/** The job process: composition only. What it does is found in the rooms' jobs modules. */
@Module({})
export class WorkerModule {
  static forProcess(settings: Settings, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        DiscoveryModule,
        PlatformModule.forProcess(settings, logger),
        AuditModule,
        AuditJobsModule,
        ReferenceModule,
        IdentityModule,
        AccessModule,
        AccessJobsModule,
        FollowUpsJobsModule,
        ExportsJobsModule,
      ],
    };
  }
}
