import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '@madoguchi/access';
import { AgreementsHttpModule } from '@madoguchi/agreements';
import { AuditHttpModule, AuditModule } from '@madoguchi/audit';
import { ClientsHttpModule } from '@madoguchi/clients';
import { ConsentsHttpModule } from '@madoguchi/consents';
import { DisclosuresHttpModule } from '@madoguchi/disclosures';
import { ConsultationsHttpModule } from '@madoguchi/consultations';
import { DocumentsHttpModule } from '@madoguchi/documents';
import { ExportsHttpModule } from '@madoguchi/exports';
import { FollowUpsHttpModule } from '@madoguchi/follow-ups';
import { IdentityHttpModule, IdentityModule, ProofGuard } from '@madoguchi/identity';
import { IndicatorsHttpModule } from '@madoguchi/indicators';
import { OnwardSharingHttpModule } from '@madoguchi/onward-sharing';
import { PlacementsHttpModule } from '@madoguchi/placements';
import { EnteredInterceptor, type Logger, PermissionGuard, PlatformModule, ProblemFilter, type Settings, validationPipe } from '@madoguchi/platform';
import { ProtectionHttpModule } from '@madoguchi/protection';
import { ReferenceHttpModule, ReferenceModule } from '@madoguchi/reference';
import { ReferralsHttpModule } from '@madoguchi/referrals';
import { SupportPlansHttpModule } from '@madoguchi/support-plans';
import { HealthController } from './health.controller';
import { LetGo } from './let-go';

/** The HTTP process: composition only. */
@Module({})
export class ApiModule {
  static forProcess(settings: Settings, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forProcess(settings, logger),
        AuditModule,
        ReferenceModule,
        IdentityModule,
        AccessModule,
        AuditHttpModule,
        ReferenceHttpModule,
        IdentityHttpModule,
        DocumentsHttpModule,
        AgreementsHttpModule,
        ClientsHttpModule,
        FollowUpsHttpModule,
        ProtectionHttpModule,
        ConsentsHttpModule,
        DisclosuresHttpModule,
        OnwardSharingHttpModule,
        ReferralsHttpModule,
        SupportPlansHttpModule,
        ConsultationsHttpModule,
        PlacementsHttpModule,
        IndicatorsHttpModule,
        ExportsHttpModule,
      ],
      controllers: [HealthController],
      providers: [
        LetGo,
        { provide: APP_GUARD, useClass: ProofGuard },
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_INTERCEPTOR, useClass: EnteredInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
    };
  }
}
