import { Module } from '@nestjs/common';
import { ConsentsModule } from './consents.module';
import { ConsentsController } from './http/consents.controller';

@Module({ imports: [ConsentsModule], controllers: [ConsentsController] })
export class ConsentsHttpModule {}
