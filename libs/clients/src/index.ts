export { ClientsFacade, type Provenance } from './application/clients.facade';
export { CloseCase } from './application/close-case';
export { EditClient } from './application/edit-client';
export { OpenClient } from './application/open-client';
export { RegisterClient, type RegisterClientCommand, type RegisteredClient } from './application/register-client';
export { SearchClients } from './application/search-clients';
export { ClientsHttpModule } from './clients.http.module';
export { ClientsModule } from './clients.module';
export type { PersonLabel, Spine } from './persistence/client.repository';
