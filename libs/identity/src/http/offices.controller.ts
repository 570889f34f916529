import { Controller, Get } from '@nestjs/common';
import { type Ctx, Look, RequestCtx, TransactionRunner } from '@madoguchi/platform';
import { IdentityFacade } from '../application/identity.facade';
import { tasksOf } from '../domain/office-kind';
import { ROLE_LABELS, isRole } from '../domain/roles';
import { OfficesDto } from './offices.dto';

@Controller('offices')
export class OfficesController {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly identity: IdentityFacade,
  ) {}

  /** Every office, and the colleagues of the acting one: what pickers offer. */
  @Get()
  @Look('today.read')
  async list(@RequestCtx() ctx: Ctx): Promise<OfficesDto> {
    return this.transactions.read(ctx, async (tx) => ({
      offices: (await this.identity.offices(tx)).map((office) => ({ ...office, ...tasksOf(office.kind) })),
      colleagues: (await this.identity.colleagues(tx)).map((one) => ({
        ...one,
        roleLabel: isRole(one.role) ? ROLE_LABELS[one.role] : one.role,
      })),
    }));
  }
}
