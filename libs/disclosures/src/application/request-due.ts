import { Injectable } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { disclosureRequest } from './follow-up-kinds';

interface Dated {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly version: number;
}

/** The statutory days in the office's queue: nothing there while a 補正 lasts, moved by an extension, closed by the decision. */
@Injectable()
export class RequestDue {
  constructor(
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async open(tx: Tx, request: Dated, dueOn: IsoDate): Promise<void> {
    const acting = tx.actor;
    const present = await this.clients.caseOf(tx, request.personId);
    await this.followUps.open(tx, {
      officeId: acting.officeId,
      personId: request.personId,
      municipalityId: request.municipalityId,
      kind: disclosureRequest,
      subjectId: request.id,
      milestone: String(request.version),
      dueOn,
      assigneeId: present?.workerId ?? null,
    });
  }

  async close(tx: Tx, requestId: string, outcome: 'done' | 'void'): Promise<void> {
    await this.followUps.settleMine(tx, disclosureRequest, requestId, outcome);
  }

  async move(tx: Tx, request: Dated, dueOn: IsoDate): Promise<void> {
    await this.close(tx, request.id, 'void');
    await this.open(tx, request, dueOn);
  }
}
