import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { type Ctx, Look, RequestCtx } from '@madoguchi/platform';
import { KeepDraft } from '../application/keep-draft';
import { DraftDto, DraftListDto, DraftSavedDto, SaveDraftDto } from './draft.dto';

/** Saving a draft twice is the same as once, so these routes need no Idempotency-Key. */
@Controller('drafts')
export class DraftsController {
  constructor(private readonly keepDraft: KeepDraft) {}

  @Get()
  @Look('drafts.write')
  async list(@RequestCtx() ctx: Ctx): Promise<DraftListDto> {
    const drafts = await this.keepDraft.list(ctx);
    return { drafts: drafts.map((draft) => ({ ...draft, savedAt: draft.savedAt.toISOString() })) };
  }

  @Get(':kind/:subject')
  @Look('drafts.write')
  async find(@RequestCtx() ctx: Ctx, @Param('kind') kind: string, @Param('subject') subject: string): Promise<DraftDto> {
    const draft = await this.keepDraft.find(ctx, kind, subject);
    return { ...draft, savedAt: draft.savedAt.toISOString() };
  }

  @Put(':kind/:subject')
  @Look('drafts.write')
  async save(@RequestCtx() ctx: Ctx, @Param('kind') kind: string, @Param('subject') subject: string, @Body() body: SaveDraftDto): Promise<DraftSavedDto> {
    return this.keepDraft.save(ctx, kind, subject, body.body, body.numberNotes?.map((note) => note.field));
  }

  @Delete(':kind/:subject')
  @HttpCode(204)
  @Look('drafts.write')
  async discard(@RequestCtx() ctx: Ctx, @Param('kind') kind: string, @Param('subject') subject: string): Promise<void> {
    await this.keepDraft.discard(ctx, kind, subject);
  }
}
