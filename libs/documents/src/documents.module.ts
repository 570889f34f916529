import { Module } from '@nestjs/common';
import { KeepDraft } from './application/keep-draft';
import { StoredFiles } from './application/stored-files';
import { DraftRepository } from './persistence/draft.repository';

@Module({ providers: [DraftRepository, KeepDraft, StoredFiles], exports: [KeepDraft, StoredFiles] })
export class DocumentsModule {}
