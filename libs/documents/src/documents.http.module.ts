import { Module } from '@nestjs/common';
import { DocumentsModule } from './documents.module';
import { DraftsController } from './http/drafts.controller';

@Module({ imports: [DocumentsModule], controllers: [DraftsController] })
export class DocumentsHttpModule {}
