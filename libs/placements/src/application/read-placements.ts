import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PLACEMENT_MOVES } from '../domain/placement';
import type { PlacementDto } from '../contract/placement.dto';
import { PlacementRepository } from '../persistence/placement.repository';

/** The placements of one person with their checks and, where there is one, the separation. */
@Injectable()
export class ReadPlacements {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PlacementRepository,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<PlacementDto[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const lines = await this.repository.lines(tx, personId);
      const checks = await this.repository.checks(tx, personId);
      const separations = new Map(
        (await this.repository.separations(tx, personId)).map(({ placementId, ...separation }) => [placementId, separation]),
      );
      await this.audit.record(tx, { action: 'placements.read', subjects: [personId], detail: { placements: lines.map((line) => line.id) } });
      return lines.map((line) => ({
        ...line,
        allowed: line.own ? [...PLACEMENT_MOVES.allowed(line.status)] : [],
        checks: checks.filter((one) => one.placementId === line.id).map(({ placementId: _placement, ...check }) => check),
        separation: separations.get(line.id) ?? null,
      }));
    });
  }
}
