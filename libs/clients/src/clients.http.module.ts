import { Module } from '@nestjs/common';
import { ClientsModule } from './clients.module';
import { ClientsController } from './http/clients.controller';

@Module({ imports: [ClientsModule], controllers: [ClientsController] })
export class ClientsHttpModule {}
