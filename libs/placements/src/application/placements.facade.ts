import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';
import { PlacementRepository } from '../persistence/placement.repository';

/** What later rooms may ask about placements; counting reads the name-free facts instead. */
@Injectable()
export class PlacementsFacade {
  constructor(private readonly repository: PlacementRepository) {}

  /** Confirmed placements under a case that have not ended and that the acting office may read, the newest first. */
  async running(tx: Tx, personId: string, caseId: string): Promise<readonly { readonly id: string }[]> {
    return this.repository.running(tx, personId, caseId);
  }
}
