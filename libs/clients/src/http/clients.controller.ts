import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { given } from '@madoguchi/kernel';
import { asWritten, Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { CloseCase } from '../application/close-case';
import { EditClient } from '../application/edit-client';
import { FindDuplicates } from '../application/find-duplicates';
import { OpenClient } from '../application/open-client';
import { RegisterClient } from '../application/register-client';
import { SearchClients } from '../application/search-clients';
import { ShowPresence } from '../application/show-presence';
import { ClientPageDto } from '../contract/client-page.dto';
import { HOUSEHOLD_ENTRY, INTAKE_CASE, INTAKE_CONTACT, INTAKE_STATUS, PERSON_BASIC } from '../domain/records';
import {
  CloseCaseDto,
  DuplicatesAnswerDto,
  DuplicatesDto,
  PresenceDto,
  RegisterClientDto,
  RegisteredDto,
  ReopenCaseDto,
  SavedDto,
  SearchAnswerDto,
  SearchDto,
  WelfareStatusDto,
} from './client.dto';

@Controller('clients')
export class ClientsController {
  constructor(
    private readonly searchClients: SearchClients,
    private readonly findDuplicates: FindDuplicates,
    private readonly registerClient: RegisterClient,
    private readonly openClient: OpenClient,
    private readonly editClient: EditClient,
    private readonly closeCase: CloseCase,
    private readonly showPresence: ShowPresence,
  ) {}

  /** Travels as POST: what is searched for must not stand in an address. */
  @Post('search')
  @HttpCode(200)
  @Look('clients.read')
  async search(@RequestCtx() ctx: Ctx, @Body() body: SearchDto): Promise<SearchAnswerDto> {
    const { hits, more } = await this.searchClients.run(ctx, body.text);
    return { hits: [...hits], more };
  }

  @Post('duplicates')
  @HttpCode(200)
  @Look('clients.register')
  async duplicates(@RequestCtx() ctx: Ctx, @Body() body: DuplicatesDto): Promise<DuplicatesAnswerDto> {
    const candidates = await this.findDuplicates.run(ctx, { familyKana: body.familyKana, givenKana: body.givenKana ?? '', birthDate: body.birthDate });
    return { candidates: [...candidates] };
  }

  @Post()
  @Command('clients.register')
  async register(@RequestCtx() ctx: Ctx, @Body() body: RegisterClientDto): Promise<RegisteredDto> {
    return this.registerClient.run(ctx, {
      basic: given(PERSON_BASIC, body),
      contact: given(INTAKE_CONTACT, body),
      ...given(INTAKE_CASE, body),
      ...given(INTAKE_STATUS, body),
      // A ケース番号 asks for the rest of the household's facts.
      household: body.caseNumber === undefined ? undefined : given(HOUSEHOLD_ENTRY, body),
      duplicatesSeen: body.duplicatesSeen ?? [],
    });
  }

  @Get(':id')
  @Look('clients.read')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<ClientPageDto> {
    return asWritten(await this.openClient.run(ctx, id));
  }

  /** Says that the page is open here; told who else at the office has it open, and by the revision whether it is still what it was. */
  @Post(':id/presence')
  @HttpCode(200)
  @Look('clients.read')
  async presence(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PresenceDto> {
    const { others, revision } = await this.showPresence.run(ctx, id);
    return { others: [...others], revision };
  }

  @Post(':id/welfare-status')
  @Command('clients.edit')
  async changeWelfareStatus(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: WelfareStatusDto): Promise<SavedDto> {
    return this.editClient.welfareStatus(ctx, id, body.status, body.validFrom);
  }

  @Post(':id/case/close')
  @HttpCode(200)
  @Command('clients.edit')
  async close(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: CloseCaseDto): Promise<SavedDto> {
    return this.closeCase.close(ctx, id, body);
  }

  @Post(':id/case/reopen')
  @HttpCode(200)
  @Command('clients.edit')
  async reopen(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReopenCaseDto): Promise<SavedDto> {
    return this.closeCase.reopen(ctx, id, body);
  }
}
