import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { IdentityModule } from '@madoguchi/identity';
import { AskExceptionalAccess } from './application/ask-exceptional-access';
import { ListDisclosures } from './application/list-disclosures';
import { ListExceptionalAccess } from './application/list-exceptional-access';
import { SettleExceptionalAccess } from './application/settle-exceptional-access';
import { ExceptionalRepository } from './persistence/exceptional.repository';

const USE_CASES = [AskExceptionalAccess, SettleExceptionalAccess, ListExceptionalAccess, ListDisclosures];

@Module({ imports: [IdentityModule, ClientsModule], providers: [ExceptionalRepository, ...USE_CASES], exports: USE_CASES })
export class DisclosuresModule {}
