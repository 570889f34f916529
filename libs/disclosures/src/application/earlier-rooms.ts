import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { RECORDS } from '@madoguchi/clients/records';
import { ConsentsFacade } from '@madoguchi/consents';
import { ProtectionFacade } from '@madoguchi/protection';
import { DisclosureParticipants } from './disclosure-participants';

/** Rooms before this one do not know it: their records are taken from their facades. */
@Injectable()
export class EarlierRooms implements OnModuleInit {
  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly clients: ClientsFacade,
    private readonly protection: ProtectionFacade,
    private readonly consents: ConsentsFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register({
      room: 'clients',
      tables: RECORDS.filter((one) => one.group !== null).map((one) => one.table),
      collect: async (tx, personId) => ({ own: await this.clients.heldRecords(tx, personId), received: [] }),
    });
    this.participants.register({
      room: 'protection',
      tables: ['protection', 'protection_renewal', 'protection_adversary', 'protection_release'],
      collect: async (tx, personId) => ({ own: await this.protection.heldRecords(tx, personId), received: [] }),
    });
    this.participants.register({
      room: 'consents',
      tables: ['consent', 'stored_file'],
      collect: async (tx, personId) => ({ own: await this.consents.heldRecords(tx, personId), received: [] }),
    });
  }
}
