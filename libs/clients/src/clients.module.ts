import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { ClientsFacade } from './application/clients.facade';
import { CloseCase } from './application/close-case';
import { EditClient } from './application/edit-client';
import { FindDuplicates } from './application/find-duplicates';
import { HeldRecordsOfClient } from './application/held-records';
import { CasesOfWorker, HouseholdsOfWorker } from './application/holdings-of-worker';
import { JoinHousehold } from './application/join-household';
import { OpenClient } from './application/open-client';
import { RegisterClient } from './application/register-client';
import { SearchClients } from './application/search-clients';
import { ShowPresence } from './application/show-presence';
import { ClientPageRepository } from './persistence/client-page.repository';
import { ClientRepository } from './persistence/client.repository';
import { HeldRepository } from './persistence/held.repository';
import { HoldingRepository } from './persistence/holding.repository';

@Module({
  imports: [IdentityModule],
  providers: [
    ClientRepository,
    ClientPageRepository,
    HoldingRepository,
    HeldRepository,
    HeldRecordsOfClient,
    ClientsFacade,
    FindDuplicates,
    JoinHousehold,
    RegisterClient,
    SearchClients,
    OpenClient,
    EditClient,
    CloseCase,
    ShowPresence,
    CasesOfWorker,
    HouseholdsOfWorker,
  ],
  exports: [ClientsFacade, FindDuplicates, RegisterClient, SearchClients, OpenClient, EditClient, CloseCase, ShowPresence],
})
export class ClientsModule {}
