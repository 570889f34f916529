import { Module } from '@nestjs/common';
import { ClientsModule } from './clients.module';
import { ClientsController } from './http/clients.controller';
import { HELD_EDITS } from './http/held-edits.controller';

@Module({ imports: [ClientsModule], controllers: [ClientsController, ...HELD_EDITS] })
export class ClientsHttpModule {}
