import { Body, Controller, Get, Param, Put, StreamableFile } from '@nestjs/common';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { ConsentPaperFile } from '../application/consent-paper';
import { PaperAttachedDto } from './consents.dto';

const ENDINGS = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** The scan of the signed paper travels as what it is: the one body of this product that is not JSON. */
@Controller('consents/:id/paper')
export class PapersController {
  constructor(private readonly papers: ConsentPaperFile) {}

  @Put()
  @Command('consents.write')
  @ApiConsumes('application/pdf', 'image/png', 'image/jpeg')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async attach(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PaperAttachedDto> {
    return this.papers.attach(ctx, id, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  }

  @Get()
  @Look('consents.write')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<StreamableFile> {
    const { file, content } = await this.papers.open(ctx, id);
    return new StreamableFile(content, {
      type: file.mediaType,
      length: content.length,
      disposition: `attachment; filename="consent-${file.storedAt.toISOString().slice(0, 10)}.${ENDINGS[file.mediaType]}"`,
    });
  }
}
