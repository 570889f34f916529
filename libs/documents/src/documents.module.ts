import { Module } from '@nestjs/common';
import { KeepDraft } from './application/keep-draft';
import { DraftRepository } from './persistence/draft.repository';

@Module({ providers: [DraftRepository, KeepDraft], exports: [KeepDraft] })
export class DocumentsModule {}
