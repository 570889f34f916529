import { Module } from '@nestjs/common';
import { ConsentsModule } from './consents.module';
import { ConsentsController } from './http/consents.controller';
import { PapersController } from './http/papers.controller';

@Module({ imports: [ConsentsModule], controllers: [ConsentsController, PapersController] })
export class ConsentsHttpModule {}
